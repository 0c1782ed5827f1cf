#include "identity/passwords/fair_queue.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rollcall::identity {

FairQueue::Added FairQueue::add(const std::string& name, QueuedTask task) {
    auto own = std::ranges::find(lines_, name, &Line::name);
    const auto length = own == lines_.end() ? 0 : own->tasks.size();
    if (length >= limits_.tasks_per_line) return {};

    Added added{.is_added = true};
    if (size_ >= limits_.tasks) {
        const auto longest = std::ranges::max_element(lines_, {}, [](const Line& line) { return line.tasks.size(); });
        if (longest == lines_.end() || longest->tasks.size() <= length + 1) return {};
        added.displaced = std::move(longest->tasks.back());
        longest->tasks.pop_back();
        --size_;
    }
    if (own == lines_.end()) own = lines_.insert(lines_.end(), Line{name, {}});
    own->tasks.push_back(std::move(task));
    ++size_;
    return added;
}

QueuedTask FairQueue::take() {
    auto& line = lines_.front();
    auto task = std::move(line.tasks.front());
    line.tasks.pop_front();
    --size_;
    if (line.tasks.empty()) {
        lines_.pop_front();
    } else {
        lines_.splice(lines_.end(), lines_, lines_.begin());
    }
    return task;
}

}  // namespace rollcall::identity
