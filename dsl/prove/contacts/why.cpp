#include "dsl/prove/contacts/why.hpp"

namespace playmaker::prove {

source::Words words_of(Model::Why why) {
  switch (why) {
    case Model::Why::too_often:
      return {"this can happen too often to count: say `again after …`, or `up to N times`",
              "此处可能发生太多次:请写 `again after …` 或 `up to N times`"};
    case Model::Why::items:
      return {
          "the items of a list run side by side, one for each value of `per`, and nobody knows how many there are: make it a "
          "`one of [ ]`, or leave `per` out",
          "列表各项按 `per` 的每个取值并行,而取值个数未知:请将其声明为 `one of [ ]`,或去掉 `per`"};
    case Model::Why::too_large: return {"from here on the playbook is too large for this proof", "自此处起剧本过大,无法证明"};
    case Model::Why::not_followed: break;
  }
  return {"the proof does not follow this step", "证明无法跟踪此步骤"};
}

}  // namespace playmaker::prove
