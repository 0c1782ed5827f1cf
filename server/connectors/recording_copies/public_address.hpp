#pragma once

#include <sys/socket.h>

namespace rollcall::connectors {

/// Whether an address is one of the internet at large: none of this machine, of a private network, or of those that are
/// set apart for something else (IANA's special-purpose address registries), nor one that has an IPv4 address in it.
bool is_public_address(const sockaddr& address);

}  // namespace rollcall::connectors
