#include "identity/sign_ins/device_store.hpp"

#include "database/statement_builder.hpp"
#include "identity/identity_limits.hpp"

namespace rollcall::identity {

namespace {

constexpr auto select_id = "SELECT id FROM devices WHERE token_hash = $1 AND member_id = $2 AND last_used_at > $3";
constexpr auto update_use = "UPDATE devices SET session_id = $1, last_used_at = $2 WHERE id = $3";
constexpr auto update_token = "UPDATE devices SET token_hash = $1 WHERE token_hash = $2";
constexpr auto delete_unused = "DELETE FROM devices WHERE last_used_at <= $1";
constexpr auto delete_surplus = R"(
    DELETE FROM devices WHERE member_id = $1 AND id NOT IN
        (SELECT id FROM devices WHERE member_id = $1 ORDER BY last_used_at DESC, id DESC LIMIT $2))";
constexpr auto delete_of_session = "DELETE FROM devices WHERE member_id = $1 AND session_id = $2";
constexpr auto delete_all = "DELETE FROM devices WHERE member_id = $1";

}  // namespace

std::optional<DeviceId> find_device(database::Transaction& tx, const MemberId& member, std::string_view token_hash,
                                    Time now) {
    return tx.first(
        select_id, [](const database::Row& row) { return row.id<DeviceId>(0); }, token_hash, member,
        now - device_lifetime);
}

void insert_device_row(database::Transaction& tx, const Device& device) {
    database::StatementBuilder::insert_into("devices", {{"id", device.id},
                                                        {"token_hash", device.token_hash},
                                                        {"member_id", device.member_id},
                                                        {"session_id", device.session_id},
                                                        {"created_at", device.created_at},
                                                        {"last_used_at", device.last_used_at}})
        .execute(tx);
}

void update_device_use(database::Transaction& tx, const DeviceId& id, const SessionId& session, Time now) {
    tx.execute(update_use, session, now, id);
}

bool update_device_token(database::Transaction& tx, std::string_view token_hash, std::string_view new_token_hash) {
    return tx.execute(update_token, new_token_hash, token_hash) > 0;
}

void delete_old_device_rows(database::Transaction& tx, const MemberId& member, Time now) {
    tx.execute(delete_unused, now - device_lifetime);
    tx.execute(delete_surplus, member, devices_per_member - 1);
}

void delete_device_row_of_session(database::Transaction& tx, const MemberId& member, const SessionId& session) {
    tx.execute(delete_of_session, member, session);
}

std::int64_t delete_device_rows(database::Transaction& tx, const MemberId& member) {
    return tx.execute(delete_all, member);
}

void delete_all_device_rows(database::Transaction& tx) { tx.execute("DELETE FROM devices"); }

}  // namespace rollcall::identity
