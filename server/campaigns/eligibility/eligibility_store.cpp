#include "campaigns/eligibility/eligibility_store.hpp"

#include "contacts/contact_selection_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::campaigns {

namespace {

using contacts::is_one_of_values;
using database::StatementBuilder;
using database::Transaction;

const auto select_candidates = "SELECT " + database::columns_of<Candidate>("c") + " FROM contacts c";
const auto select_listed = "SELECT " + database::columns_of<ListedNumber>("d") + " FROM do_not_call_entries d";
const auto select_calls =
    "SELECT " +
    database::columns_of<CallOfNumber>(
        "a",
        {{"company_id", "campaign.company_id"},
         {"is_counted",
          "CASE WHEN a.state = 'failed' AND a.external_call_id IS NULL AND a.call_id IS NULL THEN 0 ELSE 1 END"}}) +
    " FROM attempts a JOIN campaigns campaign ON campaign.id = a.campaign_id";
constexpr auto select_country = "SELECT country FROM companies WHERE id = $1";

constexpr auto scope_of_account = "account";

std::vector<database::Parameter> values_of(std::span<const std::string> texts) { return {texts.begin(), texts.end()}; }

}  // namespace

std::vector<Candidate> list_contacts_to_judge(Transaction& tx, const CompanyId& company,
                                              std::span<const ContactId> contacts) {
    if (contacts.empty()) return {};
    return StatementBuilder(select_candidates)
        .where(contacts::is_one_of("c.id", contacts))
        .where(contacts::is_of_company_without_index("c.company_id", company))
        .all(tx, database::read_row<Candidate>);
}

std::optional<std::string> find_country_of_company(Transaction& tx, const CompanyId& company) {
    return tx
        .first(
            select_country,
            [](const database::Row& row) { return row.is_null(0) ? std::nullopt : std::optional(row.text(0)); },
            company)
        .value_or(std::nullopt);
}

std::vector<ListedNumber> list_do_not_call_numbers(Transaction& tx, const std::optional<CompanyId>& company,
                                                   std::span<const std::string> phones) {
    if (phones.empty()) return {};
    return StatementBuilder(select_listed)
        .where("d.scope IN (?, ?)", {scope_of_account, company ? company->text() : scope_of_account})
        .where(is_one_of_values("d.phone", values_of(phones)))
        .all(tx, database::read_row<ListedNumber>);
}

std::vector<CallOfNumber> list_calls_of_numbers(Transaction& tx, std::span<const std::string> phones, Time since) {
    if (phones.empty()) return {};
    return StatementBuilder(select_calls)
        .where(is_one_of_values("a.phone", values_of(phones)))
        .where("a.claimed_at >= ?", {since})
        .where("a.state NOT IN ('planned', 'skipped')")
        .all(tx, database::read_row<CallOfNumber>);
}

std::vector<CallOfNumber> list_open_calls_of_numbers(Transaction& tx, std::span<const std::string> phones) {
    if (phones.empty()) return {};
    return StatementBuilder(select_calls)
        .where(is_one_of_values("a.phone", values_of(phones)))
        .where("a.state IN ('claimed', 'sent', 'talking')")
        .all(tx, database::read_row<CallOfNumber>);
}

}  // namespace rollcall::campaigns
