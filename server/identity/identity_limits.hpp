#pragma once

#include <chrono>
#include <cstddef>

/// Limits of signing in; how long a session lasts is in access/session_limits.hpp.
namespace rollcall::identity {

/// Failed sign-ins from unknown devices are counted for the email that was typed, whether a member has it or not, ...
inline constexpr int failures_per_email = 10;
/// ... and for the client's network. ...
inline constexpr int failures_per_client = 100;
/// Those from a device that the member has used before are counted for it alone, ...
inline constexpr int failures_per_device = 10;
/// ... and wrong passwords of somebody who is signed in for the session, ...
inline constexpr int failures_per_session = 10;
/// ... all within this time.
inline constexpr auto failure_window = std::chrono::minutes(15);

/// A device is forgotten when it has not been used for this long, ...
inline constexpr auto device_lifetime = std::chrono::days(365);
/// ... or this many others of the member were used later.
inline constexpr int devices_per_member = 20;

/// This many emails with a link to choose a new password are sent to one address within `failure_window`, ...
inline constexpr int resets_per_email = 3;
/// ... and one client may ask for this many.
inline constexpr int resets_per_client = 20;

/// No email is longer (RFC 5321, section 4.5.3.1), in bytes; room for spaces around it.
inline constexpr std::size_t longest_reset_email = 320;

/// How soon requests for such a link are decided about.
inline constexpr std::chrono::milliseconds reset_request_pause = std::chrono::seconds(1);

/// The link of such an email works for this long.
inline constexpr auto reset_lifetime = std::chrono::hours(1);

/// The longest password, in code points of its composed form.
inline constexpr std::size_t longest_password = 1024;

/// An API token expires after this long where nothing else is asked for, ...
inline constexpr auto default_api_token_life = std::chrono::days(365);
/// ... and at the latest after a year, which may be a leap year.
inline constexpr auto longest_api_token_life = std::chrono::days(366);

/// The first characters of an API token that are stored and shown, after "rollcall_": 36 of its 256 random bits.
inline constexpr std::size_t shown_api_token_characters = 6;

/// How exactly the last use of a session or API token is known.
inline constexpr auto last_use_resolution = std::chrono::minutes(1);

}  // namespace rollcall::identity
