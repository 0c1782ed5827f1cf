#include "contacts/segments/segment_store.hpp"

#include <fmt/format.h>

#include "access/scope_store.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/folding_store.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using access::Permission;
using database::StatementBuilder;
using database::Transaction;

const auto segment_columns = database::columns_of<Segment>("s", {{"company_name", "company.name"}});
constexpr auto from_segments = "segments s JOIN companies company ON company.id = s.company_id";
constexpr auto delete_statement = "DELETE FROM segments WHERE id = $1";

}  // namespace

database::Page<Segment> list_segments(Transaction& tx, const access::Caller& caller, const SegmentChoice& choice,
                                      const database::PageRequest& request, Time now) {
    database::ListQuery query(segment_columns, from_segments, "s.id");
    const auto scope = access::companies_with(caller, Permission::access_crm, now);
    if (!scope.is_everything()) query.where(scope.includes("s.company_id"));
    if (choice.company) query.where("s.company_id = ?", {*choice.company});
    if (choice.kind) query.where("s.kind = ?", {*choice.kind});
    return query.page(tx, request, database::read_row<Segment>);
}

std::optional<SegmentWithRights> find_segment(Transaction& tx, const access::Caller& caller, const SegmentId& id,
                                              Time now) {
    StatementBuilder statement("SELECT " + segment_columns + ", ");
    statement.add(access::companies_with(caller, {}, now).contains("s.company_id")).add(" FROM ").add(from_segments);
    return statement.where("s.id = ?", {id}).first(tx, [&](const database::Row& row) {
        return SegmentWithRights{database::read_row<Segment>(row),
                                 access::rights_on(caller, row.boolean(row.column_count() - 1))};
    });
}

std::optional<Segment> find_segment_row(Transaction& tx, const SegmentId& id) {
    static const auto statement = fmt::format("SELECT {} FROM {} WHERE s.id = $1", segment_columns, from_segments);
    return tx.first(statement, database::read_row<Segment>, id);
}

std::vector<SearchingSegment> list_searching_segments(Transaction& tx) {
    static const auto statement = fmt::format(
        "SELECT {} FROM {} WHERE s.filter LIKE '%\"search\":\"%'",
        database::columns_of<SearchingSegment>("s", {{"company_country", "company.country"}}), from_segments);
    return tx.all(statement, database::read_row<SearchingSegment>);
}

bool insert_segment_row(Transaction& tx, const Segment& segment) {
    const auto rows = StatementBuilder::insert_into("segments", {{"id", segment.id},
                                                                 {"company_id", segment.company_id},
                                                                 {"name", segment.name},
                                                                 {"name_caseless", fold_case(segment.name)},
                                                                 {"name_folded", fold(segment.name)},
                                                                 {"description", segment.description},
                                                                 {"kind", segment.kind},
                                                                 {"filter", segment.filter},
                                                                 {"created_at", segment.created_at},
                                                                 {"updated_at", segment.updated_at}})
                          .add(" ON CONFLICT (company_id, name_caseless) DO NOTHING")
                          .execute(tx);
    return rows == 1;
}

bool update_segment_row(Transaction& tx, const Segment& segment) try {
    StatementBuilder::update("segments", {{"name", segment.name},
                                          {"name_caseless", fold_case(segment.name)},
                                          {"name_folded", fold(segment.name)},
                                          {"description", segment.description},
                                          {"filter", segment.filter},
                                          {"updated_at", segment.updated_at}})
        .add(", version = version + 1")
        .where("id = ?", {segment.id})
        .execute(tx);
    return true;
} catch (const database::ConstraintViolated& violation) {
    if (violation.kind() != database::ConstraintViolated::Kind::unique) throw;
    return false;
}

void delete_segment_row(Transaction& tx, const SegmentId& id) { tx.execute(delete_statement, id); }

std::string refold_segment_names(Transaction& tx, const std::string& position) {
    return database::refold_names(tx, "SELECT id, name, name_folded FROM segments WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE segments SET name_folded = $1 WHERE id = $2", position);
}

}  // namespace rollcall::contacts
