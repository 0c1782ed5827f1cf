#include "contacts/list/contact_condition_store.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "contacts/contact_limits.hpp"
#include "contacts/contact_selection_store.hpp"
#include "database/described_row.hpp"

namespace rollcall::contacts {

namespace {

using database::ListQuery;
using database::Parameter;
using database::SqlFragment;
using database::StatementBuilder;

/// Of a column with an index on the rows that have a value there.
ContactCondition equals(std::string_view column, const std::string& value) {
    return {{fmt::format("c.{} = ?", column), {value}},
            {fmt::format("SELECT id AS contact_id FROM contacts WHERE {} = ?", column), {value}}};
}

/// Also one of a contact's other phones.
ContactCondition phone_condition(const std::string& phone) {
    return {{"c.phone = ? OR EXISTS (SELECT 1 FROM contact_other_phones o WHERE o.contact_id = c.id AND o.phone = ?)",
             {phone, phone}},
            {"SELECT id AS contact_id FROM contacts WHERE phone = ? "
             "UNION ALL SELECT contact_id FROM contact_other_phones WHERE phone = ?",
             {phone, phone}}};
}

/// Of columns, for which there is an index.
ContactCondition holds_for(std::string_view condition_on_c, std::string_view condition) {
    return {{std::string(condition_on_c)}, {fmt::format("SELECT id AS contact_id FROM contacts WHERE {}", condition)}};
}

ContactCondition tag_condition(const std::string& tag) {
    return {{"EXISTS (SELECT 1 FROM contact_tags t WHERE t.contact_id = c.id AND t.tag_caseless = ?)", {tag}},
            {"SELECT contact_id FROM contact_tags WHERE tag_caseless = ?", {tag}}};
}

ContactCondition consent_condition(ConsentState state) {
    switch (state) {
        case ConsentState::given:
            return holds_for("c.consent_at IS NOT NULL AND c.consent_withdrawn_at IS NULL",
                             "consent_at IS NOT NULL AND consent_withdrawn_at IS NULL");
        case ConsentState::withdrawn:
            return holds_for("c.consent_withdrawn_at IS NOT NULL", "consent_withdrawn_at IS NOT NULL");
        case ConsentState::none:
            return {{"c.consent_at IS NULL"}, {}};
    }
    throw std::logic_error("a state of consent without a condition");
}

ContactCondition segment_condition(const SegmentId& segment) {
    return {{"EXISTS (SELECT 1 FROM segment_contacts s WHERE s.segment_id = ? AND s.contact_id = c.id)", {segment}},
            {"SELECT contact_id FROM segment_contacts WHERE segment_id = ?", {segment}}};
}

ContactCondition own_field_condition(const OwnFieldFilter& filter) {
    SqlFragment comparisons{"v.field_id = ?", {filter.field}};
    const auto compare = [&](std::string_view comparison, const std::optional<std::string>& key) {
        if (!key) return;
        comparisons.sql += fmt::format(" AND v.match_key {} ?", comparison);
        comparisons.values.emplace_back(*key);
    };
    compare("=", filter.equal);
    compare(">=", filter.from);
    compare("<=", filter.to);
    return {
        {fmt::format("EXISTS (SELECT 1 FROM contact_field_values v WHERE v.contact_id = c.id AND {})", comparisons.sql),
         comparisons.values},
        {fmt::format("SELECT v.contact_id FROM contact_field_values v WHERE {}", comparisons.sql), comparisons.values}};
}

/// Of few sizes: the last company fills it.
SqlFragment contacts_of(const std::set<CompanyId>& companies) {
    std::size_t size = 1;
    while (size < companies.size()) size *= 2;
    SqlFragment contacts{"SELECT id AS contact_id FROM contacts WHERE company_id IN ("};
    for (const auto& company : companies) contacts.values.emplace_back(company);
    while (contacts.values.size() < size) contacts.values.emplace_back(*companies.rbegin());
    for (std::size_t index = 0; index < size; ++index) contacts.sql += index > 0 ? ", ?" : "?";
    contacts.sql += ')';
    return contacts;
}

/// `parts` with `between` between them, in brackets.
SqlFragment join(const std::vector<SqlFragment>& parts, std::string_view between) {
    SqlFragment joined{"("};
    for (const auto& [sql, values] : parts) {
        if (&sql != &parts.front().sql) joined.sql += between;
        joined.sql += sql;
        joined.values.insert(joined.values.end(), values.begin(), values.end());
    }
    joined.sql += ')';
    return joined;
}

}  // namespace

std::optional<std::set<CompanyId>> list_filtered_companies(database::Transaction& tx, const access::Scope& scope,
                                                           const ContactFilter& filter) {
    if (scope.is_everything()) return filter.company ? std::optional(std::set{*filter.company}) : std::nullopt;
    database::StatementBuilder statement("SELECT company_id FROM (");
    statement.add(scope.select()).add(") companies_in_scope");
    if (filter.company) statement.where("company_id = ?", {*filter.company});
    std::set<CompanyId> companies;
    statement.all(tx, [&](const database::Row& row) {
        companies.insert(row.id<CompanyId>(0));
        return 0;
    });
    return companies;
}

SqlFragment is_of_filtered_company(const access::Scope& scope, const ContactFilter& filter) {
    std::vector<SqlFragment> parts;
    if (!scope.is_everything()) parts.push_back(scope.includes("c.company_id"));
    if (filter.company) parts.push_back({"c.company_id = ?", {*filter.company}});
    return parts.empty() ? SqlFragment{"TRUE"} : join(parts, " AND ");
}

SqlFragment is_found_by(const ContactSearch& search) {
    std::vector<SqlFragment> parts;
    for (const auto& ways : search.patterns()) {
        std::vector<SqlFragment> any;
        for (const auto& patterns : ways) {
            std::vector<SqlFragment> all;
            for (const auto& pattern : patterns) all.push_back({"c.search_text LIKE ? ESCAPE '\\'", {pattern}});
            any.push_back(join(all, " AND "));
        }
        parts.push_back(join(any, " OR "));
    }
    return parts.empty() ? SqlFragment{"FALSE"} : join(parts, " AND ");
}

std::vector<ContactCondition> contact_conditions_of(const ContactFilter& filter) {
    std::vector<ContactCondition> conditions;
    if (filter.matches_nothing) conditions.push_back({{"1 = 0"}, {}});
    if (filter.phone) conditions.push_back(phone_condition(*filter.phone));
    if (filter.email) conditions.push_back(equals("email_caseless", *filter.email));
    if (filter.job_title) conditions.push_back(equals("job_title_caseless", *filter.job_title));
    if (filter.time_zone) conditions.push_back(equals("time_zone", *filter.time_zone));
    if (filter.tag) conditions.push_back(tag_condition(*filter.tag));
    if (filter.do_not_call) {
        if (*filter.do_not_call) {
            conditions.push_back(holds_for("c.do_not_call = 1", "do_not_call = 1"));
        } else {
            conditions.push_back({{"c.do_not_call = 0"}, {}});
        }
    }
    if (filter.consent) conditions.push_back(consent_condition(*filter.consent));
    if (filter.segment) conditions.push_back(segment_condition(*filter.segment));
    for (const auto& own_field : filter.own_fields) conditions.push_back(own_field_condition(own_field));
    for (const auto& other : filter.and_filters) {
        if (other.company) conditions.push_back({{"c.company_id = ?", {*other.company}}, {}, {}, other.company});
        if (other.search) {
            auto search = std::make_shared<const ContactSearch>(*other.search);
            conditions.push_back({is_found_by(*search), {}, search});
        }
        for (auto& condition : contact_conditions_of(other)) conditions.push_back(std::move(condition));
    }
    return conditions;
}

std::optional<SqlFragment> find_contact_candidates(database::Transaction& tx,
                                                   const std::vector<ContactCondition>& conditions,
                                                   const std::optional<std::set<CompanyId>>& companies,
                                                   std::int64_t most) {
    std::optional<SqlFragment> fewest;
    auto least = most + 1;
    const auto keep_if_fewer = [&](const SqlFragment& contacts) {
        const ListQuery query("", fmt::format("({}) candidates", contacts.sql), "", contacts.values);
        const auto count = query.count_up_to(tx, least);
        if (count >= least) return;
        least = count;
        fewest = contacts;
    };
    for (const auto& condition : conditions) {
        if (!condition.contacts.sql.empty()) keep_if_fewer(condition.contacts);
    }
    if (companies && !companies->empty() && companies->size() <= max_small_companies) {
        keep_if_fewer(contacts_of(*companies));
    }
    return fewest;
}

SqlFragment from_contact_candidates(const SqlFragment& candidates) {
    return {fmt::format("(SELECT DISTINCT contact_id FROM ({}) listed) found CROSS JOIN contacts c", candidates.sql),
            candidates.values};
}

std::vector<ContactCandidate> list_contact_candidates(database::Transaction& tx, const SqlFragment& candidates,
                                                      const std::vector<ContactCondition>& conditions,
                                                      const access::Scope& scope, const ContactFilter& filter) {
    StatementBuilder statement("SELECT " + database::columns_of<ContactCandidate>("c") + " FROM ");
    statement.add(from_contact_candidates(candidates)).where(is_candidate);
    statement.where(is_of_filtered_company(scope, filter));
    add_contact_conditions(statement, conditions);
    return statement.all(tx, database::read_row<ContactCandidate>);
}

std::vector<ContactCandidate> list_numbered_contacts(database::Transaction& tx, std::span<const std::int64_t> numbers,
                                                     const std::vector<ContactCondition>& conditions) {
    if (numbers.empty()) return {};
    static const auto text = "SELECT " + database::columns_of<ContactCandidate>("c") + " FROM contacts c";
    StatementBuilder statement(text);
    statement.where(is_one_of_values("c.number", {numbers.begin(), numbers.end()}));
    for (const auto& condition : conditions) {
        statement.where(condition.company ? is_of_company_without_index("c.company_id", *condition.company)
                                          : condition.holds);
    }
    return statement.all(tx, database::read_row<ContactCandidate>);
}

}  // namespace rollcall::contacts
