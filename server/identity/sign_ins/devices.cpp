#include "identity/sign_ins/devices.hpp"

#include "core/random.hpp"

namespace rollcall::identity {

std::optional<DeviceId> find_known_device(database::Transaction& tx, const MemberId& member, const Client& client,
                                          Time now) {
    return find_device(tx, member, hash_token(client.device_token), now);
}

std::string remember_device(database::Transaction& tx, const MemberId& member, const SessionId& session,
                            const Client& client, Time now) {
    if (const auto known = find_known_device(tx, member, client, now)) {
        update_device_use(tx, *known, session, now);
        return client.device_token;
    }
    const auto token = make_token();
    delete_old_device_rows(tx, member, now);
    update_device_token(tx, hash_token(client.device_token), hash_token(token));
    insert_device_row(tx, {.id = DeviceId::make(now),
                           .token_hash = hash_token(token),
                           .member_id = member,
                           .session_id = session,
                           .created_at = now,
                           .last_used_at = now});
    return token;
}

}  // namespace rollcall::identity
