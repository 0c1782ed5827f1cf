#include "accounts/account_store.hpp"

#include <stdexcept>

#include "core/error.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::accounts {

namespace {

const auto select_account = "SELECT " + database::columns_of<Account>("a") + " FROM accounts a";

}  // namespace

std::optional<Account> find_account(database::Transaction& tx) {
    return tx.first(select_account, database::read_row<Account>);
}

Account get_account(database::Transaction& tx) {
    auto account = find_account(tx);
    if (!account) throw std::logic_error("the account is not set up");
    return *std::move(account);
}

database::LaterRows<std::vector<Account>> get_account_later(database::Transaction& tx) {
    return tx.all_later(select_account, database::read_row<Account>);
}

bool insert_account_row(database::Transaction& tx, const Account& account, Time now) {
    const auto rows = database::StatementBuilder::insert_into(
                          "accounts", {{"id", 1},
                                       {"name", account.name},
                                       {"crm_enabled", account.crm_enabled},
                                       {"rounding_rule", account.rounding_rule},
                                       {"time_zone", account.time_zone},
                                       {"minimum_password_length", account.minimum_password_length},
                                       {"invitation_lifetime_days", account.invitation_lifetime_days},
                                       {"security_emails", account.security_emails},
                                       {"call_hours_from", account.call_hours_from},
                                       {"call_hours_to", account.call_hours_to},
                                       {"calls_per_number_and_day", account.calls_per_number_and_day},
                                       {"requires_consent", account.requires_consent},
                                       {"members_see_prompts", account.members_see_prompts},
                                       {"created_at", now}})
                          .add(" ON CONFLICT (id) DO NOTHING")
                          .execute(tx);
    return rows == 1;
}

void update_account_row(database::Transaction& tx, const Account& account) {
    database::StatementBuilder::update("accounts", {{"name", account.name},
                                                    {"crm_enabled", account.crm_enabled},
                                                    {"rounding_rule", account.rounding_rule},
                                                    {"time_zone", account.time_zone},
                                                    {"minimum_password_length", account.minimum_password_length},
                                                    {"invitation_lifetime_days", account.invitation_lifetime_days},
                                                    {"security_emails", account.security_emails},
                                                    {"call_hours_from", account.call_hours_from},
                                                    {"call_hours_to", account.call_hours_to},
                                                    {"calls_per_number_and_day", account.calls_per_number_and_day},
                                                    {"requires_consent", account.requires_consent},
                                                    {"members_see_prompts", account.members_see_prompts}})
        .add(", version = version + 1")
        .execute(tx);
}

mail::Mailbox get_mailbox(database::Transaction& tx, const MemberId& member) {
    auto mailbox = tx.first(
        "SELECT name, email FROM members WHERE id = $1",
        [](const database::Row& row) {
            return mail::Mailbox{row.text(0), row.text(1)};
        },
        member);
    if (!mailbox) throw Error::not_found();
    return *std::move(mailbox);
}

}  // namespace rollcall::accounts
