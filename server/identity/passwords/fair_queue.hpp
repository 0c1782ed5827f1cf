#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <string>

namespace rollcall::identity {

/// One task in a FairQueue. Exactly one of the two is called.
struct QueuedTask {
    std::function<void()> run;
    std::function<void()> refuse;  ///< called when it has to leave the queue for another's
};

/// A queue in which those who wait take turns: each has a line of its own, and one task of each line is taken before
/// the second of any. So a hundred tasks of one do not delay the task of another. Not synchronised.
class FairQueue {
public:
    struct Limits {
        std::size_t tasks;
        std::size_t tasks_per_line;
    };
    explicit FairQueue(Limits limits) : limits_(limits) {}

    /// False where the line of `name` is full, or the queue is and no line is longer than that of `name` would be.
    /// Otherwise the longest line gives up its last task for this one when the queue is full; that task is returned.
    struct Added {
        bool is_added = false;
        std::optional<QueuedTask> displaced{};
    };
    [[nodiscard]] Added add(const std::string& name, QueuedTask task);

    bool is_empty() const { return lines_.empty(); }
    std::size_t size() const { return size_; }

    /// The first task of the line whose turn it is. The queue must not be empty.
    QueuedTask take();

private:
    struct Line {
        std::string name;
        std::deque<QueuedTask> tasks;
    };

    const Limits limits_;
    std::list<Line> lines_;  ///< none is empty; the first is next
    std::size_t size_ = 0;
};

}  // namespace rollcall::identity
