#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"
#include "members/list/search_list.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {

/// What a member is found by.
struct SearchedMember {
    MemberId id;
    std::string name;
    std::string email;
    std::optional<std::string> job_title;
};
BOOST_DESCRIBE_STRUCT(SearchedMember, (), (id, name, email, job_title))

/// The same, folded. Made before the write, since it takes ICU.
struct SearchTexts {
    std::string name_folded;
    std::string text;  ///< see search_text()
};
SearchTexts make_search_texts(const SearchedMember& member);

/// How far the rows of the search are, as a write finds it: a change of it gets the next number.
struct SearchProgress {
    std::int64_t last_change = 0;
    std::string entries_up_to;  ///< up to which id members have rows in member_search_entries
};
BOOST_DESCRIBE_STRUCT(SearchProgress, (), (last_change, entries_up_to))
database::LaterRows<std::vector<SearchProgress>> get_search_progress_later(database::Transaction& tx);

/// Makes a member findable who was not before. `progress` was read in the same write, with no change after it.
void insert_search_rows(database::Transaction& tx, const MemberId& member, const SearchTexts& texts,
                        const SearchProgress& progress);

/// Makes the member findable by this name, email and job title, and by no earlier ones.
void update_search_rows(database::Transaction& tx, const SearchedMember& member);

/// The member is not found any more.
void delete_search_rows(database::Transaction& tx, const MemberId& member);

/// For database::refold_rows: folds the texts by which the next members are found, and makes those findable who were
/// created before there was a search.
std::string refold_search_rows(database::Transaction& tx, const std::string& position);

/// The same for `member_job_titles`: adds the job titles to texts of earlier versions, which had none. Fewer members at
/// a time, since it is done while others write.
std::string add_job_titles_to_search(database::Transaction& tx, const std::string& position);

/// How the search is to be read in this snapshot.
struct SearchState {
    std::int64_t last_change = 0;
    bool has_index = false;  ///< whether member_search_entries has the entries of all members
};
SearchState get_search_state(database::Transaction& tx);

/// Everyone who can be found, by name and id.
std::vector<SearchedName> list_searched_names(database::Transaction& tx);

/// What has changed since: the members concerned, and those of them who can be found. Complete for the last
/// `most_changes_to_follow` changes.
struct SearchChanges {
    std::vector<MemberId> members;
    std::vector<SearchedName> names;
};
SearchChanges list_search_changes(database::Transaction& tx, std::int64_t since);

/// Whether the index is to be made, where there are more than `most_without` members, or to be deleted, where there are
/// less than half as many.
bool needs_index_update(database::Transaction& tx, std::int64_t most_without = most_members_in_memory);

/// One step of that: makes the entries of the next members, or deletes some. False where nothing is left to do.
bool update_search_index(database::Transaction& tx, std::int64_t most_without = most_members_in_memory);

}  // namespace rollcall::members
