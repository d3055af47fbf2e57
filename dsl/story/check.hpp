#pragma once
// The names of a story against what the playbooks declare: an unknown one is an issue with the nearest known one, and a second name
// (`alias`) becomes the first. What a value's type is, the engine says when it takes it.
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dsl/source/issue.hpp"
#include "dsl/story/story.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::story {

struct Vocabulary {
  const plan::Catalog* catalog = nullptr;
  std::vector<std::shared_ptr<const plan::Plan>> plans;
  std::map<std::string, std::string> aliases;   // second name -> name, of anything
};

void check(StoryFile& file, const Vocabulary& vocabulary, source::Issues& issues);

// A thing of a plan by the end of its path: `kyc`, `meet.kyc`, `first_meeting.meet.kyc`.
bool names_path(const std::string& written, const std::string& playbook, const std::string& path);

}  // namespace playmaker::story
