#pragma once

#include <sys/socket.h>

namespace rollcall::connectors {

/// Whether an address belongs to the public internet: not to this machine, a private network, or one of IANA's
/// special-purpose address registries, and without an IPv4 address inside an IPv6 one.
bool is_public_address(const sockaddr& address);

}  // namespace rollcall::connectors
