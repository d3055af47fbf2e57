#include <iostream>

#include "daemon/cli/command.hpp"

int main(int argc, char** argv) { return playmaker::cli::run(argc, argv, std::cout, std::cerr); }
