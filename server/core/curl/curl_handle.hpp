#pragma once

#include <curl/curl.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace rollcall {

struct CurlRelease {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
/// A handle of libcurl, and a list of lines for one, such as headers.
using CurlHandle = std::unique_ptr<CURL, CurlRelease>;
using CurlList = std::unique_ptr<curl_slist, CurlRelease>;

/// Throws std::runtime_error where libcurl does not work.
CurlHandle make_curl_handle();

void append_line(CurlList& list, const std::string& line);

template <class Value>
void set_curl_option(const CurlHandle& handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks an option");
}

/// The status of the response; 0 before it came.
long status_of(CURL* handle);

}  // namespace rollcall
