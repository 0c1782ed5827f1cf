#include "accounts/account_store.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace rollcall::accounts {

namespace {

constexpr auto select_account = R"(
    SELECT name, crm_enabled, rounding_rule, time_zone, minimum_password_length, invitation_lifetime_days, version
    FROM accounts)";

constexpr auto insert_account = R"(
    INSERT INTO accounts (id, name, crm_enabled, rounding_rule, time_zone, minimum_password_length,
                          invitation_lifetime_days, created_at)
    VALUES (1, $1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (id) DO NOTHING)";

constexpr auto update_account = R"(
    UPDATE accounts SET name = $1, crm_enabled = $2, rounding_rule = $3, time_zone = $4, minimum_password_length = $5,
                        invitation_lifetime_days = $6, version = version + 1)";

constexpr std::array<std::pair<RoundingRule, std::string_view>, 3> rounding_rules{{
    {RoundingRule::per_second, "per_second"},
    {RoundingRule::per_6_seconds, "per_6_seconds"},
    {RoundingRule::per_minute, "per_minute"},
}};

std::string_view to_text(RoundingRule rule) {
    return std::ranges::find(rounding_rules, rule, &decltype(rounding_rules)::value_type::first)->second;
}

// The table's CHECK lets in no other text.
RoundingRule rounding_rule_from_text(std::string_view text) {
    return std::ranges::find(rounding_rules, text, &decltype(rounding_rules)::value_type::second)->first;
}

Account read_account(const database::Row& row) {
    return {
        .name = row.text(0),
        .crm_enabled = row.boolean(1),
        .rounding_rule = rounding_rule_from_text(row.text_view(2)),
        .time_zone = row.text(3),
        .minimum_password_length = static_cast<int>(row.integer(4)),
        .invitation_lifetime_days = static_cast<int>(row.integer(5)),
        .version = row.integer(6),
    };
}

}  // namespace

std::optional<Account> find(database::Transaction& tx) { return tx.first(select_account, read_account); }

Account get(database::Transaction& tx) {
    auto account = find(tx);
    if (!account) throw std::logic_error("the account is not set up");
    return *std::move(account);
}

Inserted insert(database::Transaction& tx, const Account& account, Time now) {
    const auto rows =
        tx.execute(insert_account, account.name, account.crm_enabled, to_text(account.rounding_rule), account.time_zone,
                   account.minimum_password_length, account.invitation_lifetime_days, now);
    return rows == 1 ? Inserted::yes : Inserted::was_there;
}

void update(database::Transaction& tx, const Account& account) {
    tx.execute(update_account, account.name, account.crm_enabled, to_text(account.rounding_rule), account.time_zone,
               account.minimum_password_length, account.invitation_lifetime_days);
}

}  // namespace rollcall::accounts
