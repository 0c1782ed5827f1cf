#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/curl/curl_handle.hpp"
#include "storage/s3/request_places.hpp"
#include "storage/s3/s3_address.hpp"

namespace rollcall::storage {

/// The bytes of a PUT.
struct S3Upload {
    std::uint64_t size = 0;
    std::string sha256;  ///< in hex
    /// Fills the buffer with the bytes from that offset on, and returns how many there were.
    std::function<std::size_t(std::uint64_t offset, char* buffer, std::size_t size)> read_at;
};

struct S3Request {
    enum class Method { get, head, put, remove } method = Method::get;
    std::string name = {};         ///< in the bucket, below the prefix; empty: the bucket itself
    std::string query = {};        ///< sorted and encoded; a parameter without a value has a '=' too
    std::string range = {};        ///< "0-99"
    std::string etag = {};         ///< the object must have this one
    std::size_t largest_body = 0;  ///< a longer one of a success ends the request
    const S3Upload* upload = nullptr;
};

struct S3Response {
    long status = 0;  ///< 0: there was no response, or not all of it
    std::string body = {};
    std::string error_code = {};        ///< of S3, such as NoSuchKey; empty where the response names none
    std::uint64_t size = 0;             ///< of the object, in the response to HEAD
    std::string etag = {};              ///< likewise
    std::string problem = {};           ///< why there was no response, without a full stop
    bool was_asked = true;              ///< otherwise others had no response, and this request was not sent
    bool is_certificate_wrong = false;  ///< that was why

    bool is_success() const { return status >= 200 && status < 300; }
    /// What happened, for the log and the operator, without a full stop: never a key, never the body.
    std::string describe() const;
};

/// Sends signed requests (AWS Signature Version 4, by libcurl) to one bucket, addressed by path. Connections are used
/// again; libcurl itself repeats a request whose connection, used before, was closed without a response. Nothing else
/// is repeated. While the store is down, most requests fail at once (RequestPlaces). Safe to use from many threads at
/// once.
class S3Client {
public:
    explicit S3Client(S3Address address);

    S3Response send(const S3Request& request);
    const S3Address& address() const { return address_; }

private:
    CurlHandle take_handle();
    void give_back(CurlHandle handle);

    const S3Address address_;
    RequestPlaces places_;
    std::mutex mutex_;
    std::vector<CurlHandle> idle_;
};

}  // namespace rollcall::storage
