#pragma once
// Where mutations begin: the files kept in corpus/, the shipped playbooks and the texts of other tests, and what we write to disk
// ourselves.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::fuzz {

struct Seed {
  std::string name;                        // a path from the project's folder, or what it was made of
  std::string bytes;
};

// The inputs a run of libFuzzer left in FOLDER/TARGET; throws like seeds_of.
std::vector<Seed> found_in(const std::filesystem::path& folder, std::string_view target);
std::vector<Seed> seeds_of(std::string_view target);   // sorted by name; throws std::runtime_error when a folder is missing

bool is_plan(std::string_view bytes);      // decodes as a plan, a catalog or an origin
bool is_group(std::string_view bytes);     // reads as groups to its end

}  // namespace playmaker::fuzz
