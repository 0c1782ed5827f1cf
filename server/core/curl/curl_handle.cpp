#include "core/curl/curl_handle.hpp"

#include <new>

namespace rollcall {

CurlHandle make_curl_handle() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    CurlHandle handle(started ? curl_easy_init() : nullptr);
    if (!handle) throw std::runtime_error("libcurl could not be initialised");
    return handle;
}

void append_line(CurlList& list, const std::string& line) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

long status_of(CURL* handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

}  // namespace rollcall
