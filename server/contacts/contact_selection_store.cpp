#include "contacts/contact_selection_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/scope_store.hpp"
#include "core/text.hpp"

namespace rollcall::contacts {

using access::Permission;
using database::StatementBuilder;

namespace {

/// The ids of those of these contacts `c` for which the condition holds.
std::vector<ContactId> list_contacts_where(database::Transaction& tx, std::span<const ContactId> ids,
                                           const database::SqlFragment& condition) {
    std::vector<ContactId> found;
    for_each_part_of_ids(ids, [&](std::span<const ContactId> part) {
        StatementBuilder statement("SELECT c.id FROM contacts c");
        statement.where(is_one_of("c.id", part)).where(condition).add(" ORDER BY c.id");
        const auto some = statement.all(tx, [](const database::Row& row) { return row.id<ContactId>(0); });
        found.insert(found.end(), some.begin(), some.end());
    });
    return found;
}

}  // namespace

database::SqlFragment is_one_of_values(std::string_view column, std::vector<database::Parameter> values) {
    std::size_t size = 1;
    while (size < values.size()) size *= 4;
    values.resize(size, values.back());
    std::string sql(column);
    sql += " IN (?";
    for (std::size_t index = 1; index < size; ++index) sql += ", ?";
    return {sql + ")", std::move(values)};
}

database::SqlFragment is_one_of(std::string_view column, std::span<const ContactId> ids) {
    return is_one_of_values(column, std::vector<database::Parameter>(ids.begin(), ids.end()));
}

database::SqlFragment is_of_company_without_index(std::string_view column, const CompanyId& company) {
    return {std::string(column) + " || '' = ?", {company}};
}

std::vector<SelectedContact> list_selected_contacts(database::Transaction& tx, const access::Caller& caller,
                                                    std::vector<ContactId> ids, Time now) {
    std::ranges::sort(ids);
    const auto [first, last] = std::ranges::unique(ids);
    ids.erase(first, last);
    const auto scope = access::companies_with(caller, Permission::access_crm, now);
    std::vector<SelectedContact> selected;
    for_each_part_of_ids(ids, [&](std::span<const ContactId> part) {
        StatementBuilder statement("SELECT c.id, c.company_id FROM contacts c");
        statement.where(is_one_of("c.id", part));
        if (!scope.is_everything()) statement.where(scope.includes("c.company_id"));
        const auto found = statement.all(tx, [](const database::Row& row) {
            return SelectedContact{row.id<ContactId>(0), row.id<CompanyId>(1)};
        });
        selected.insert(selected.end(), found.begin(), found.end());
    });
    std::ranges::sort(selected, {}, &SelectedContact::id);
    return selected;
}

std::vector<ContactId> list_contacts_by_tag(database::Transaction& tx, std::span<const ContactId> ids,
                                            const std::string& tag, HasTag has_tag) {
    const auto caseless = fold_case(tag);
    return list_contacts_where(
        tx, ids,
        {fmt::format("{} (SELECT 1 FROM contact_tags t WHERE t.contact_id = c.id AND t.tag_caseless = ?)",
                     has_tag == HasTag::yes ? "EXISTS" : "NOT EXISTS"),
         {caseless}});
}

std::vector<ContactId> list_contacts_by_do_not_call(database::Transaction& tx, std::span<const ContactId> ids,
                                                    bool do_not_call) {
    return list_contacts_where(tx, ids, {"c.do_not_call = ?", {do_not_call}});
}

std::vector<ContactId> list_contacts_not_to_call(database::Transaction& tx, std::span<const ContactId> ids) {
    return list_contacts_where(tx, ids, {"(c.do_not_call = ? OR c.consent_withdrawn_at IS NOT NULL)", {true}});
}

std::int64_t count_contacts_with_tags(database::Transaction& tx, std::span<const ContactId> ids, std::size_t tags) {
    const auto found =
        list_contacts_where(tx, ids, {"(SELECT count(*) FROM contact_tags t WHERE t.contact_id = c.id) >= ?", {tags}});
    return static_cast<std::int64_t>(found.size());
}

}  // namespace rollcall::contacts
