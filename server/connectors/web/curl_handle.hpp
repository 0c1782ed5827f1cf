#pragma once

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

namespace rollcall::connectors {

struct CurlRelease {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
/// A handle of libcurl. One for each request, so that no connection is used twice and libcurl itself repeats nothing.
using CurlHandle = std::unique_ptr<CURL, CurlRelease>;

CurlHandle make_curl_handle();

template <class Value>
void set_curl_option(const CurlHandle& handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks an option");
}

/// Which addresses a connection may be made to. It is checked once the name is resolved.
struct AddressCheck {
    bool may_be_private = false;
    bool was_private = false;  ///< an address was refused for that
};

/// What all requests share: http and https alone, no proxy of the environment, whose address would be checked instead,
/// no redirects, and no address of a private network. `check` must live as long as the handle.
void set_common_options(const CurlHandle& handle, const std::string& address, AddressCheck& check,
                        std::chrono::milliseconds timeout);

/// The status of the response; 0 before it came.
long status_of(CURL* handle);

}  // namespace rollcall::connectors
