#pragma once

#include <optional>
#include <string>

#include "api/request.hpp"
#include "api/services.hpp"
#include "identity/sessions.hpp"

namespace rollcall::identity {

/// 200 with the session of the caller, or that there is none. Administrators are told of a proxy that forwarded their
/// request without being trusted: all who come through it share the limits of one address.
http::Response respond_with_session(api::Services& services, const std::optional<access::Caller>& caller,
                                    const std::optional<std::string>& untrusted_proxy);

/// 201 with the new session, and the cookies of session and device.
http::Response respond_with_new_session(const api::Request& request, api::Services& services,
                                        const NewSession& session);

/// What a session keeps of the request.
Client read_client(const api::Request& request);
/// With the device cookies, for rules that start a session.
Client read_client(const api::Request& request, const api::Services& services);

}  // namespace rollcall::identity
