#include "daemon/cli/pages.hpp"

namespace playmaker::cli {

const Page* page_of(source::Code code) {
  for (const auto pages : {reading_pages(), name_pages(), type_pages(), law_pages(), work_pages(), review_pages(), version_pages(),
                           story_pages(), place_pages()}) {
    for (const Page& page : pages) {
      if (page.name == source::code_name(code)) return &page;
    }
  }
  return nullptr;
}

}  // namespace playmaker::cli
