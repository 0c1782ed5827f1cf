#include "accounts/account_store.hpp"

#include <stdexcept>

namespace rollcall::accounts {

namespace {

constexpr auto select_account = "SELECT name, crm_enabled, minimum_password_length FROM accounts";

constexpr auto insert_account = R"(
    INSERT INTO accounts (id, name, crm_enabled, minimum_password_length, created_at)
    VALUES (1, $1, $2, $3, $4)
    ON CONFLICT (id) DO NOTHING)";

Account read_account(const database::Row& row) {
    return {
        .name = row.text(0),
        .crm_enabled = row.boolean(1),
        .minimum_password_length = static_cast<int>(row.integer(2)),
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
        tx.execute(insert_account, account.name, account.crm_enabled, account.minimum_password_length, now);
    return rows == 1 ? Inserted::yes : Inserted::was_there;
}

}  // namespace rollcall::accounts
