#include "dsl/draw/paint.hpp"

#include <array>

namespace playmaker::draw {

const Paint& paint_of(CardKind kind) {
  static constexpr std::array<Paint, kCardKinds> kPaints{{
      {"#dcefe3", "#f4faf6", "#5b9a74", "way in", "进入方式"},
      {"#e4e8ee", "#f7f8fa", "#7b8796", "audience", "受众"},
      {"#dbe8f8", "#f5f9fe", "#5d88c0", "stage", "阶段"},
      {"#dbe8f8", "#f5f9fe", "#5d88c0", "steps", "步骤"},
      {"#f8efcf", "#fefbf1", "#b3963c", "decision table", "决策表"},
      {"#d8eef0", "#f3fafb", "#4f979e", "track", "路径"},
      {"#fce6d2", "#fef8f2", "#c98546", "moment", "时机"},
      {"#f9dcdc", "#fef5f5", "#c06666", "breakpoint", "断点"},
      {"#d5efcf", "#f4fbf2", "#5f9c53", "goal", "目标"},
      {"#e3e3e3", "#f8f8f8", "#8a8a8a", "exit", "退出"},
      {"#e8def5", "#f9f6fd", "#8767b5", "hand-off", "移交"},
      {"#d9e4ea", "#f4f8fa", "#5b7f91", "review", "回检"},
      {"#ececec", "#fafafa", "#999999", "other", "其他"},
  }};
  return kPaints[static_cast<std::size_t>(kind)];
}

const ChipPaint& chip_of(tell::Look look) {
  static constexpr std::array<ChipPaint, kLooks> kChips{{
      {"#2f62ad", "must task", "必做任务"},
      {"#9db9de", "optional task", "选做任务"},
      {"#e0a93a", "wave", "波次"},
      {"#d9663b", "message to the customer", "客户触达"},
      {"#7a6ab0", "staff", "内部"},
      {"#3f9b62", "benefit", "权益"},
      {"#9a9a9a", "wait", "等待"},
      {"#cfc7b5", "condition", "条件"},
      {"#8e44ad", "hand-off", "移交"},
      {"#444444", "end", "结束"},
      {"#b3963c", "decision", "决策"},
      {"#bbbbbb", "other step", "其他步骤"},
  }};
  return kChips[static_cast<std::size_t>(look)];
}

}  // namespace playmaker::draw
