#pragma once

#include <chrono>
#include <string>

#include "core/curl/curl_handle.hpp"

namespace rollcall::connectors {

/// Which addresses a connection may be made to. It is checked once the name is resolved.
struct AddressCheck {
    bool may_be_private = false;
    bool was_private = false;  ///< an address was refused for that
};

/// What all requests share: http and https alone, no proxy of the environment, whose address would be checked instead,
/// no redirects, and no address of a private network. `check` must live as long as the handle, which is one for each
/// request, so that no connection is used twice and libcurl itself repeats nothing.
void set_common_options(const CurlHandle& handle, const std::string& address, AddressCheck& check,
                        std::chrono::milliseconds timeout);

}  // namespace rollcall::connectors
