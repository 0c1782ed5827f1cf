#pragma once

#include <boost/describe/enum.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "contacts/imports/import_row.hpp"

namespace rollcall::contacts {

/// What happens to contacts that exist. Nothing is ever emptied, and do-not-call, consent and tags are never removed.
enum class ExistingContacts {
    skip,       ///< they stay as they are
    fill,       ///< what they do not have is added
    overwrite,  ///< what the file has is stored
};
BOOST_DESCRIBE_ENUM(ExistingContacts, skip, fill, overwrite)

/// What became of a row.
enum class RowOutcome { created, updated, unchanged, skipped, refused };
BOOST_DESCRIBE_ENUM(RowOutcome, created, updated, unchanged, skipped, refused)

/// What became of the rows so far; the sum is their number.
struct RowCounts {
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;
    std::int64_t refused = 0;
    std::int64_t warnings = 0;  ///< rows that are imported with a number that is possible, but not valid

    std::int64_t rows() const { return created + updated + unchanged + skipped + refused; }
    void add(RowOutcome outcome);
};
BOOST_DESCRIBE_STRUCT(RowCounts, (), (created, updated, unchanged, skipped, refused, warnings))

/// The contact as a row changes it. The version stays.
Contact apply_row(const Contact& before, const Contact& row, bool has_name, ExistingContacts existing);

/// Decides row by row what becomes of rows that are imported together. A row is of the contact with its id, else of
/// the one with its phone number, else, if it has no number, of the only one without a number that has its name and
/// email. Rows before it in the same plan count: a number that one of them has replaced is free.
class ImportPlan {
public:
    ImportPlan(ExistingContacts existing, std::vector<Contact> contacts);

    /// What becomes of the row; `refused` of it is set where it is refused.
    RowOutcome add(ImportRow& row, Time now);

    struct Update {
        Contact before;
        Contact after;
    };
    std::vector<Contact> created() const;

    /// In the order in which they can be stored: each number is given up before another contact gets it.
    std::vector<Update> updated() const;

    /// The contacts that existed and that rows are of, whatever became of these.
    std::vector<ContactId> existing() const;

private:
    struct Entry {
        std::optional<Contact> before;  // nothing for a contact that is created
        Contact after;
        bool is_touched = false;
        std::size_t number_change = 0;  // its place among the contacts that get another number, from 1
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void add_entry(Entry entry);
    std::size_t find_entry(const ImportRow& row) const;
    std::optional<std::string> find_phone_problem(std::size_t index, const Contact& after) const;
    void move_phone(std::size_t index, const Contact& after);

    const ExistingContacts existing_;
    std::vector<Entry> entries_;
    std::map<ContactId, std::size_t> by_id_;
    std::map<std::string, std::size_t> by_phone_;
    std::set<std::string> replaced_phones_;
    std::size_t number_changes_ = 0;
    std::multimap<std::pair<std::string, std::string>, std::size_t> by_name_and_email_;
};

}  // namespace rollcall::contacts
