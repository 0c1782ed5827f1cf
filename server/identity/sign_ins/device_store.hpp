#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::identity {

/// A browser in which the member has signed in.
struct Device {
    DeviceId id;
    std::string token_hash;
    MemberId member_id;
    SessionId session_id;  ///< started last in it; may have ended
    Time created_at;
    Time last_used_at;
};
BOOST_DESCRIBE_STRUCT(Device, (), (id, token_hash, member_id, session_id, created_at, last_used_at))

/// The member's device with that token; nothing where it is unknown, or has not been used for `device_lifetime`.
std::optional<DeviceId> find_device(database::Transaction& tx, const MemberId& member, std::string_view token_hash,
                                    Time now);

void insert_device_row(database::Transaction& tx, const Device& device);

/// Records that a session was started in the device.
void update_device_use(database::Transaction& tx, const DeviceId& id, const SessionId& session, Time now);

/// Gives a browser another token, for all its members. False for an unknown one.
[[nodiscard]] bool update_device_token(database::Transaction& tx, std::string_view token_hash,
                                       std::string_view new_token_hash);

/// Deletes the devices of every member that have not been used for `device_lifetime`, and of this member those used
/// longest ago, so that with one more there are at most `devices_per_member`.
void delete_old_device_rows(database::Transaction& tx, const MemberId& member, Time now);

/// Deletes the member's device in which that session was started.
void delete_device_row_of_session(database::Transaction& tx, const MemberId& member, const SessionId& session);

/// Deletes all devices of the member; returns how many.
std::int64_t delete_device_rows(database::Transaction& tx, const MemberId& member);

/// Deletes all devices of all members.
void delete_all_device_rows(database::Transaction& tx);

}  // namespace rollcall::identity
