#pragma once
// The view: tables for supervisors, analysts and `figures`, folded from the journal's groups. Disposable: deleted, it is rebuilt to
// equal rows. One Projector writes (view thread); Readers only read (any one thread each) and see whole batches only.
#include <functional>
#include <memory>
#include <string>

#include "runtime/base/result.hpp"
#include "runtime/view/batch.hpp"
#include "runtime/view/review_rows.hpp"
#include "runtime/view/rows.hpp"

namespace playmaker::view {

class Projector {
 public:
  virtual ~Projector() = default;
  // Folds batches in order, all in one transaction. A batch at or below the watermark is passed over. Kind broken: the file is unusable.
  virtual base::Result<void> project(const std::vector<Batch>& batches) = 0;
  virtual std::uint64_t watermark() const = 0;
};

class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::uint64_t watermark() = 0;
  virtual base::Result<std::vector<TaskRow>> tasks(const TaskFilter& filter, const Page& page) = 0;
  virtual base::Result<std::vector<QuestionRow>> questions(const QuestionFilter& filter, const Page& page) = 0;
  virtual base::Result<std::vector<StallRow>> stalls(const StallFilter& filter, const Page& page) = 0;
  virtual base::Result<std::vector<JourneyRow>> journeys(const JourneyFilter& filter, const Page& page) = 0;
  virtual base::Result<std::vector<TouchRow>> touches(const TouchFilter& filter, const Page& page) = 0;
  virtual base::Result<std::vector<IncidentRow>> incidents() = 0;
  virtual base::Result<std::vector<HistoryRow>> history(std::uint64_t customer, std::uint32_t limit) = 0;
  virtual base::Result<std::vector<PlaybookFigures>> figures() = 0;
  virtual base::Result<std::vector<ChannelFigures>> channels() = 0;         // by name
  virtual base::Result<std::vector<CountOf>> overdue() = 0;                 // open tasks past their due, by role
  virtual base::Result<std::vector<FigureRow>> figure(const FigureAsk& ask) = 0;   // by what and dimensions
  virtual base::Result<Compared> compare(const CompareAsk& ask) = 0;
  // The last `times` that each review of the playbook was held (empty: of every playbook), newest first.
  virtual base::Result<std::vector<ReviewWhole>> reviews(const std::string& playbook, std::uint32_t times) = 0;
};

// `path` of view.db; ":memory:" is not shared between a projector and readers, so tests use a file. Schema newer than the program: broken.
base::Result<std::unique_ptr<Projector>> open_projector(const std::string& path);
base::Result<std::unique_ptr<Reader>> open_reader(const std::string& path);

}  // namespace playmaker::view
