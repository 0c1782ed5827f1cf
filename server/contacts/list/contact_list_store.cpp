#include "contacts/list/contact_list_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "access/scope_store.hpp"
#include "contacts/contact_limits.hpp"
#include "contacts/contact_selection_store.hpp"
#include "contacts/list/contact_condition_store.hpp"
#include "contacts/search/contact_search.hpp"
#include "database/described_row.hpp"

namespace rollcall::contacts {

namespace {

using database::ListQuery;
using database::PageRequest;
using database::Parameter;
using database::SqlFragment;
using database::StatementBuilder;
using database::Transaction;

using Conditions = std::vector<ContactCondition>;
using Companies = std::optional<std::set<CompanyId>>;
using Ids = database::Page<ContactId>;

Ids page_of_ids(Transaction& tx, const ListQuery& query, const PageRequest& request) {
    return query.page(tx, request, [](const database::Row& row) { return row.id<ContactId>(0); });
}

/// A row of a list in some order.
struct ListedContact {
    std::variant<std::int64_t, std::string> value;  ///< by which it is sorted
    std::string id;

    auto operator<=>(const ListedContact&) const = default;
};

/// The page of rows that are in the order of reading, of which one may be beyond the limit.
Ids make_page(const std::vector<ListedContact>& rows, const PageRequest& request) {
    Ids page;
    database::PageEdges edges(request);
    for (const auto& [value, id] : rows) {
        if (edges.has_row_beyond()) break;
        edges.add_row(value, id);
        page.items.emplace_back(id);
    }
    complete_page(page, edges, request);
    return page;
}

/// What is asked for, for one request.
class ContactList {
public:
    ContactList(Transaction& tx, const access::Scope& scope, const ContactFilter& filter, const PageRequest& request)
        : tx_(tx), scope_(scope), filter_(filter), request_(request), conditions_(contact_conditions_of(filter)) {}

    Ids read() {
        if (filter_.matches_nothing) return {};
        if (filter_.search) return search(ContactSearch(*filter_.search));
        const auto companies = list_filtered_companies(tx_, scope_, filter_);
        if (has_own_field_and_nothing_else()) {
            if (!companies) return page_of_rows(list_first_of_all());
            if (companies->size() <= companies_merged_at_once) return merge({companies->begin(), companies->end()});
        }
        if (const auto candidates = find_contact_candidates(tx_, conditions_, std::nullopt, max_contact_candidates)) {
            return page_of_ids(tx_, query_of(*candidates), request_);
        }
        if (companies && companies->size() <= max_merged_companies)
            return merge({companies->begin(), companies->end()});
        return page_of_ids(tx_, query_of_all(), request_);
    }

private:
    /// Such a list is found in its order by an index, whatever the number of contacts with the value.
    bool has_own_field_and_nothing_else() const {
        return request_.sort.name == "name" && conditions_.size() == 1 && filter_.own_fields.size() == 1 &&
               filter_.own_fields.front().equal;
    }

    ListQuery query_of(const SqlFragment& candidates) const {
        const auto from = from_contact_candidates(candidates);
        ListQuery query("c.id", from.sql, "c.id", from.values);
        query.where(is_candidate);
        add_conditions(query);
        return query;
    }

    ListQuery query_of_all() const {
        ListQuery query("c.id", "contacts c", "c.id");
        add_conditions(query);
        return query;
    }

    template <class Query>
    void add_conditions(Query& query) const {
        if (filter_.company || !scope_.is_everything()) query.where(is_of_filtered_company(scope_, filter_));
        add_contact_conditions(query, conditions_);
    }

    bool is_ascending() const {
        const bool reads_backwards = request_.cursor && request_.cursor->reads_backwards();
        return (request_.direction == database::Direction::ascending) != reads_backwards;
    }

    // Without a search: both databases merge the parts of a UNION ALL, and read no further than the page. PostgreSQL
    // does so where each part is ordered itself: of others it does not know that an index has them in that order.

    std::string_view order() const {
        return is_ascending() ? " ORDER BY sorted_by ASC, id ASC" : " ORDER BY sorted_by DESC, id DESC";
    }

    Ids merge(const std::vector<CompanyId>& companies) {
        std::vector<ListedContact> rows;
        for (std::size_t begin = 0; begin < companies.size(); begin += companies_merged_at_once) {
            const auto part =
                std::span(companies).subspan(begin, std::min(companies_merged_at_once, companies.size() - begin));
            auto more = list_first_of(part);
            std::ranges::move(more, std::back_inserter(rows));
        }
        return page_of_rows(std::move(rows));
    }

    Ids page_of_rows(std::vector<ListedContact> rows) const {
        std::ranges::sort(rows);
        if (!is_ascending()) std::ranges::reverse(rows);
        return make_page(rows, request_);
    }

    /// The first rows of the page, of all companies.
    std::vector<ListedContact> list_first_of_all() {
        StatementBuilder statement;
        add_part(statement, std::nullopt);
        return run(statement);
    }

    /// The first rows of the page, if it had only these companies. Few texts: ids that no company has fill the
    /// statement.
    std::vector<ListedContact> list_first_of(std::span<const CompanyId> companies) {
        std::size_t parts = 1;
        while (parts < companies.size()) parts *= 2;
        StatementBuilder statement;
        for (std::size_t part = 0; part < parts; ++part) {
            statement.add(part > 0 ? " UNION ALL SELECT * FROM (" : "SELECT * FROM (");
            add_part(statement, part < companies.size() ? companies[part].text() : no_company);
            statement.add(order()).add(") part");
        }
        return run(statement);
    }

    std::vector<ListedContact> run(StatementBuilder& statement) {
        statement.add(order()).add(" LIMIT ?", {request_.limit + 1});
        const bool is_number = request_.sort.type == database::SortColumn::Type::integer;
        return statement.all(tx_, [&](const database::Row& row) {
            if (is_number) return ListedContact{row.integer(0), row.text(1)};
            return ListedContact{row.text(0), row.text(1)};
        });
    }

    /// Of one company; of all only where has_own_field_and_nothing_else.
    void add_part(StatementBuilder& statement, std::optional<std::string_view> company) {
        if (has_own_field_and_nothing_else()) {
            const auto& [field, equal, from, to] = filter_.own_fields.front();
            statement.add(
                "SELECT v.name_folded AS sorted_by, v.contact_id AS id FROM contact_field_values v "
                "WHERE v.field_id = ? AND v.match_key = ?",
                {field, *equal});
            if (company) statement.add(" AND v.company_id = ?", {*company});
            if (from) statement.add(" AND v.match_key >= ?", {*from});
            if (to) statement.add(" AND v.match_key <= ?", {*to});
            if (request_.cursor) statement.add(after_cursor("v.name_folded", "v.contact_id"));
            return;
        }
        statement.add(fmt::format("SELECT {} AS sorted_by, c.id AS id FROM contacts c WHERE c.company_id = ?",
                                  request_.sort.column),
                      {company.value()});
        for (const auto& condition : conditions_) statement.add(" AND (").add(condition.holds).add(")");
        if (request_.cursor) statement.add(after_cursor(request_.sort.column, "c.id"));
    }

    SqlFragment after_cursor(std::string_view sorted_by, std::string_view id) const {
        const auto& cursor = *request_.cursor;
        const bool is_included =
            cursor.side == database::Cursor::Side::from || cursor.side == database::Cursor::Side::up_to;
        const auto value = std::visit([](const auto& held) { return Parameter(held); }, cursor.value);
        return {
            fmt::format(" AND ({}, {}) {}{} (?, ?)", sorted_by, id, is_ascending() ? ">" : "<", is_included ? "=" : ""),
            {value, cursor.id}};
    }

    // With a search.

    Ids search(const ContactSearch& search) {
        if (search.is_empty()) return {};
        if (request_.sort.name == best_contact_match.name) {
            return make_page(list_best(search, range_of_page(), wanted_rows()), request_);
        }
        const auto found = list_best(search, {}, static_cast<std::size_t>(max_contact_candidates) + 1);
        if (std::ssize(found) <= max_contact_candidates) return page_of_found(found);
        auto query = query_of_all();
        query.where(is_found_by(search));
        return page_of_ids(tx_, query, request_);
    }

    std::size_t wanted_rows() const { return static_cast<std::size_t>(request_.limit) + 1; }

    FoundRange range_of_page() const {
        FoundRange range;
        if (!request_.cursor) return range;
        const auto& cursor = *request_.cursor;
        const auto position = std::get<std::int64_t>(cursor.value);
        range.reads_backwards = cursor.reads_backwards();
        if (cursor.side == database::Cursor::Side::after) range.first = position + 1;
        if (cursor.side == database::Cursor::Side::from) range.first = position;
        if (cursor.side == database::Cursor::Side::before) range.last = position - 1;
        if (cursor.side == database::Cursor::Side::up_to) range.last = position;
        return range;
    }

    std::vector<ListedContact> list_best(const ContactSearch& search, const FoundRange& range, std::size_t wanted) {
        const auto companies = list_filtered_companies(tx_, scope_, filter_);
        const auto candidates = find_contact_candidates(tx_, conditions_, companies, max_contact_candidates);
        const auto found =
            candidates ? find_contacts_among(
                             search, list_contact_candidates(tx_, *candidates, conditions_, scope_, filter_), range)
                       : find_contacts(
                             tx_, search, companies,
                             [&](std::span<const std::int64_t> numbers) {
                                 return list_numbered_contacts(tx_, numbers, conditions_);
                             },
                             range, wanted);
        std::vector<ListedContact> rows;
        for (const auto& contact : found) {
            if (rows.size() == wanted) break;
            rows.push_back({contact.position, contact.id.text()});
        }
        return rows;
    }

    Ids page_of_found(const std::vector<ListedContact>& found) {
        if (found.empty()) return {};
        ListQuery query("c.id", "contacts c", "c.id");
        std::vector<database::Parameter> ids;
        for (const auto& contact : found) ids.emplace_back(contact.id);
        query.where(is_one_of_values("c.id", std::move(ids)));
        return page_of_ids(tx_, query, request_);
    }

    static constexpr std::string_view no_company{};

    Transaction& tx_;
    const access::Scope& scope_;
    const ContactFilter& filter_;
    const PageRequest& request_;
    Conditions conditions_;
};

}  // namespace

database::Page<Contact> list_contacts(Transaction& tx, const access::Caller& caller, const ContactFilter& filter,
                                      const PageRequest& request, Time now) {
    const auto scope = access::companies_with(caller, access::Permission::access_crm, now);
    auto ids = ContactList(tx, scope, filter, request).read();
    return {list_contacts_by_id(tx, ids.items), std::move(ids.next_cursor), std::move(ids.previous_cursor), ids.total};
}

}  // namespace rollcall::contacts
