#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "database/database.hpp"
#include "members/list/search_list.hpp"

namespace rollcall::members {

/// A copy of member_search in memory. Used by all threads at once.
class SearchCopy {
public:
    /// Makes the copy at least as new as the snapshot, whose last change is `last_change`. It may be newer. It is read
    /// whole the first time, and updated from the changes since then.
    void follow(database::Transaction& tx, std::int64_t last_change);

    /// As SearchList does.
    std::vector<FoundName> find(const ParsedSearch& search, const SearchStart& start, std::size_t wanted) const;
    std::size_t count(const ParsedSearch& search) const;

    /// How often it was read whole.
    int times_read() const;

private:
    bool is_as_new_as(std::int64_t change) const { return times_read_ > 0 && change_ >= change; }

    mutable std::shared_mutex mutex_;
    SearchList names_;
    std::string greatest_id_;  ///< ids sort by time, so that a greater one is new
    std::int64_t change_ = 0;  ///< the last one that is in `names_`
    int times_read_ = 0;
};

/// What a small account is searched in: a copy from the first search on.
class SearchMemory {
public:
    /// The copy, at least as new as the snapshot.
    std::shared_ptr<const SearchCopy> follow(database::Transaction& tx, std::int64_t last_change);

    /// Forgets the copy.
    void clear();

private:
    std::mutex mutex_;
    std::shared_ptr<SearchCopy> copy_;
};

}  // namespace rollcall::members
