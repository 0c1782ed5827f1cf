#include "identity/sign_ins/devices.hpp"

#include "core/random.hpp"

namespace rollcall::identity {

namespace {

struct KnownDevice {
    DeviceId id;
    std::string token;
};

std::optional<KnownDevice> find_with_token(database::Transaction& tx, const MemberId& member, const Client& client,
                                           Time now) {
    for (const auto& token : client.device_tokens) {
        if (auto id = find_device(tx, member, hash_token(token), now)) return KnownDevice{*std::move(id), token};
    }
    return std::nullopt;
}

}  // namespace

std::optional<DeviceId> find_known_device(database::Transaction& tx, const MemberId& member, const Client& client,
                                          Time now) {
    auto known = find_with_token(tx, member, client, now);
    return known ? std::optional(std::move(known->id)) : std::nullopt;
}

std::string remember_device(database::Transaction& tx, const MemberId& member, const SessionId& session,
                            const Client& client, Time now) {
    if (const auto known = find_with_token(tx, member, client, now)) {
        update_device_use(tx, known->id, session, now);
        return known->token;
    }
    const auto token = make_token();
    delete_old_device_rows(tx, member, now);
    // One of them is that of the browser; a member who is known by two would get the new one twice.
    for (const auto& sent : client.device_tokens) {
        if (update_device_token(tx, hash_token(sent), hash_token(token))) break;
    }
    insert_device_row(tx, {.id = DeviceId::make(now),
                           .token_hash = hash_token(token),
                           .member_id = member,
                           .session_id = session,
                           .created_at = now,
                           .last_used_at = now});
    return token;
}

}  // namespace rollcall::identity
