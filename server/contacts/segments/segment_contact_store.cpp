#include "contacts/segments/segment_contact_store.hpp"

#include <algorithm>
#include <iterator>

#include "contacts/contact_selection_store.hpp"
#include "contacts/list/contact_condition_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using database::StatementBuilder;
using database::Transaction;

constexpr auto copy_segments = R"(
    INSERT INTO segment_contacts (segment_id, contact_id)
    SELECT segment_id, $2 FROM segment_contacts WHERE contact_id = $1
    ON CONFLICT (segment_id, contact_id) DO NOTHING)";
constexpr auto count_contacts_of_segment =
    "SELECT count(*) FROM (SELECT 1 FROM segment_contacts WHERE segment_id = $1 LIMIT $2) counted";
constexpr auto insert_deleted = "INSERT INTO deleted_segments (id) VALUES ($1)";
constexpr auto select_deleted = "SELECT id FROM deleted_segments LIMIT 1";
constexpr auto delete_some_rows = R"(
    DELETE FROM segment_contacts WHERE segment_id = $1 AND contact_id IN (
        SELECT contact_id FROM segment_contacts WHERE segment_id = $1 ORDER BY contact_id LIMIT $2))";
constexpr auto delete_deleted = "DELETE FROM deleted_segments WHERE id = $1";

}  // namespace

std::int64_t insert_segment_contact_rows(Transaction& tx, const SegmentId& segment,
                                         std::span<const ContactId> contacts) {
    std::int64_t inserted = 0;
    for_each_part_of_ids(contacts, [&](std::span<const ContactId> part) {
        StatementBuilder statement("INSERT INTO segment_contacts (segment_id, contact_id) VALUES ");
        for (const auto& contact : part) {
            statement.add(&contact == &part.front() ? "(?, ?)" : ", (?, ?)", {segment, contact});
        }
        inserted += statement.add(" ON CONFLICT (segment_id, contact_id) DO NOTHING").execute(tx);
    });
    return inserted;
}

std::int64_t delete_segment_contact_rows(Transaction& tx, const SegmentId& segment,
                                         std::span<const ContactId> contacts) {
    std::int64_t deleted = 0;
    for_each_part_of_ids(contacts, [&](std::span<const ContactId> part) {
        StatementBuilder statement("DELETE FROM segment_contacts WHERE segment_id = ?", {segment});
        deleted += statement.add(" AND ").add(is_one_of("contact_id", part)).execute(tx);
    });
    return deleted;
}

void copy_segments_of_contact(Transaction& tx, const ContactId& from, const ContactId& to) {
    tx.execute(copy_segments, from, to);
}

std::vector<ContactId> list_contacts_in_segment(Transaction& tx, const SegmentId& segment,
                                                const std::vector<ContactId>& contacts) {
    std::vector<ContactId> found;
    for_each_part_of_ids(contacts, [&](std::span<const ContactId> part) {
        StatementBuilder statement("SELECT contact_id FROM segment_contacts");
        statement.where("segment_id = ?", {segment}).where(is_one_of("contact_id", part));
        std::ranges::move(statement.all(tx, [](const database::Row& row) { return row.id<ContactId>(0); }),
                          std::back_inserter(found));
    });
    return found;
}

std::int64_t count_segment_contacts(Transaction& tx, const SegmentId& segment, std::int64_t limit) {
    return tx
        .first(
            count_contacts_of_segment, [](const database::Row& row) { return row.integer(0); }, segment, limit)
        .value();
}

std::vector<CreationPosition> list_matching_contacts_after(Transaction& tx, const ContactFilter& filter,
                                                           const CreationPosition& position, std::int64_t limit) {
    static const auto select = "SELECT " + database::columns_of<CreationPosition>("c") + " FROM contacts c";
    StatementBuilder statement(select);
    const ContactFilter all{.and_filters = {filter}};
    add_contact_conditions(statement, contact_conditions_of(all));
    statement.where("(c.created_at, c.id) > (?, ?)", {position.created_at, position.id});
    return statement.add(" ORDER BY c.created_at, c.id LIMIT ?", {limit}).all(tx, database::read_row<CreationPosition>);
}

void insert_deleted_segment_row(Transaction& tx, const SegmentId& segment) { tx.execute(insert_deleted, segment); }

bool delete_rows_of_deleted_segments(Transaction& tx, std::int64_t limit) {
    const auto segment = tx.first(select_deleted, [](const database::Row& row) { return row.id<SegmentId>(0); });
    if (!segment) return false;
    if (tx.execute(delete_some_rows, *segment, limit) < limit) tx.execute(delete_deleted, *segment);
    return true;
}

}  // namespace rollcall::contacts
