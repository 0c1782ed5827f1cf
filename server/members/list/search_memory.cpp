#include "members/list/search_memory.hpp"

#include <algorithm>

#include "members/list/search_store.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {

void SearchCopy::follow(database::Transaction& tx, std::int64_t last_change) {
    {
        const std::shared_lock lock(mutex_);
        if (is_as_new_as(last_change)) return;
    }
    const std::unique_lock lock(mutex_);
    if (is_as_new_as(last_change)) return;

    if (times_read_ == 0 || last_change - change_ > most_changes_to_follow) {
        const auto names = list_searched_names(tx);
        names_ = {};
        names_.update({}, names);
        for (const auto& member : names) greatest_id_ = std::max(greatest_id_, member.member_id.text());
        ++times_read_;
    } else {
        const auto changes = list_search_changes(tx, change_);
        const bool has_only_new =
            std::ranges::all_of(changes.members, [&](const MemberId& member) { return member.text() > greatest_id_; });
        names_.update(has_only_new ? std::span<const MemberId>() : changes.members, changes.names);
        for (const auto& member : changes.members) greatest_id_ = std::max(greatest_id_, member.text());
    }
    change_ = last_change;
}

std::vector<FoundName> SearchCopy::find(const ParsedSearch& search, const SearchStart& start,
                                        std::size_t wanted) const {
    const std::shared_lock lock(mutex_);
    return names_.find(search, start, wanted);
}

std::size_t SearchCopy::count(const ParsedSearch& search) const {
    const std::shared_lock lock(mutex_);
    return names_.count(search);
}

int SearchCopy::times_read() const {
    const std::shared_lock lock(mutex_);
    return times_read_;
}

std::shared_ptr<const SearchCopy> SearchMemory::follow(database::Transaction& tx, std::int64_t last_change) {
    const auto copy = [&] {
        const std::lock_guard lock(mutex_);
        if (!copy_) copy_ = std::make_shared<SearchCopy>();
        return copy_;
    }();
    copy->follow(tx, last_change);
    return copy;
}

void SearchMemory::clear() {
    const std::lock_guard lock(mutex_);
    copy_.reset();
}

}  // namespace rollcall::members
