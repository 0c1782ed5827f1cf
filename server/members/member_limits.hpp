#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "jobs/back_off.hpp"

namespace rollcall::members {

/// The bytes of a removed member are gone within this time: from every file of the data folder, or from the tables of
/// PostgreSQL (Database::erases_from).
inline constexpr auto erasure_time = std::chrono::seconds(60);

/// A failed erasure is tried again this often, so that one which becomes possible in time is finished in time.
inline constexpr std::chrono::milliseconds erasure_retry_pauses[] = {std::chrono::seconds(5)};
inline constexpr jobs::BackOff erasure_retries{erasure_retry_pauses, true};

/// A forgotten password of an invited member sends the invitation again at most once in this time.
inline constexpr auto requested_invitation_pause = std::chrono::hours(1);

/// Longest search, in code points, and longest time in the filter by inactivity.
inline constexpr std::size_t longest_search = 200;
inline constexpr int most_inactive_days = 36'500;

/// Up to this many members are read and sorted for a page of the list. Where more match, a page is found by reading an
/// index in order (docs/decisions/0010-search-and-lists.md).
inline constexpr std::int64_t max_candidates = 1000;

/// Up to this many members are searched in memory, which takes about 310 bytes for each. Where there are more, the
/// search has an index in the database, until there are half of them again.
inline constexpr std::int64_t most_members_in_memory = 50'000;

/// A copy in memory that is behind by more changes than this is read again; the table keeps twice as many at least.
inline constexpr std::int64_t most_changes_to_follow = 10'000;

/// How often it is found out whether the search needs its index.
inline constexpr auto search_index_pause = std::chrono::seconds(10);

/// How many members are added to the index of the search in one write, with some 45 entries each: on PostgreSQL each
/// takes a round trip, for which other writers wait.
inline constexpr int search_batch = 20;

/// How many entries are deleted from it in one write.
inline constexpr int deleted_entries = 2'000;

}  // namespace rollcall::members
