#include "storage/s3/s3_blobs.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "core/encoding/url_encoding.hpp"
#include "core/files/disk_error.hpp"
#include "core/lasting_error.hpp"
#include "core/random.hpp"
#include "storage/folder_blobs.hpp"
#include "storage/s3/s3_uploads.hpp"

namespace rollcall::storage {

namespace {

using Method = S3Request::Method;

constexpr std::uint64_t largest_object = 5ULL * 1024 * 1024 * 1024;
constexpr std::size_t largest_list = 4UL * 1024 * 1024;
constexpr std::size_t largest_document = 64UL * 1024;
/// What is read at once of an object that is read in order, so that a long one is not read in thousands of requests.
constexpr std::uint64_t most_read_ahead = 512UL * 1024;

void require_name(std::string_view name) {
    if (!is_blob_name(name)) throw std::logic_error(fmt::format("'{}' is not the name of a blob", name));
}

}  // namespace

/// Reads an object by ranges, each only of the object that was opened.
class S3Blob final : public Blob {
public:
    S3Blob(S3Blobs& blobs, std::string_view name, const S3Response& head)
        : blobs_(blobs), name_(name), size_(head.size), etag_(head.etag) {}

    std::uint64_t size() const override { return size_; }

    std::string read(std::uint64_t offset, std::size_t count) override {
        if (offset >= size_) return {};
        const auto bytes = std::min<std::uint64_t>(count, size_ - offset);
        if (offset < window_begin_ || offset + bytes > window_end()) fill_window(offset, bytes);
        return window_.substr(offset - window_begin_, bytes);
    }

private:
    std::uint64_t window_end() const { return window_begin_ + window_.size(); }

    /// What is read in order is read in larger and larger parts.
    void fill_window(std::uint64_t offset, std::uint64_t bytes) {
        const bool is_in_order = !window_.empty() && offset >= window_begin_ && offset <= window_end();
        auto rest = is_in_order ? window_.substr(offset - window_begin_) : std::string();
        const auto ahead = is_in_order ? std::min<std::uint64_t>(window_.size() * 2, most_read_ahead) : 0;
        const auto begin = offset + rest.size();
        const auto length = std::min(std::max(bytes - rest.size(), ahead), size_ - begin);
        window_ = std::move(rest) + read_part(begin, length);
        window_begin_ = offset;
    }

    std::string read_part(std::uint64_t begin, std::uint64_t length) {
        auto response = blobs_.send("Reading", {.name = name_,
                                                .range = fmt::format("{}-{}", begin, begin + length - 1),
                                                .etag = etag_,
                                                .largest_body = static_cast<std::size_t>(length)});
        const bool is_whole_answer = response.status == 200 && length == size_;
        if ((response.status != 206 && !is_whole_answer) || response.body.size() != length) {
            blobs_.fail("Reading", name_, response);
        }
        return std::move(response.body);
    }

    S3Blobs& blobs_;
    const std::string name_;
    const std::uint64_t size_;
    const std::string etag_;
    std::string window_;
    std::uint64_t window_begin_ = 0;
};

void S3Blobs::fail(std::string_view verb, std::string_view name, const S3Response& response) const {
    const auto cause = fmt::format("{} {} in {} failed: {}", verb, name, client_.address().text(), response.describe());
    if (response.was_asked) spdlog::error("{}", cause);
    throw DiskError("The storage cannot be used at the moment. Try again shortly.", cause);
}

S3Response S3Blobs::send(std::string_view verb, const S3Request& request) {
    auto response = client_.send(request);
    if (response.status == 0) fail(verb, request.name, response);
    return response;
}

void S3Blobs::put_upload(std::string_view name, const S3Upload& upload) {
    const auto response =
        send("Writing",
             {.method = Method::put, .name = std::string(name), .largest_body = largest_document, .upload = &upload});
    if (!response.is_success()) fail("Writing", name, response);
}

void S3Blobs::put(std::string_view name, std::string_view bytes) {
    require_name(name);
    put_upload(name, upload_of(bytes));
}

void S3Blobs::put_file(std::string_view name, const TemporaryFile& file) {
    require_name(name);
    if (file.size() > largest_object) fail("Writing", name, {.problem = "it is larger than 5 GB"});
    const OpenedFile opened(file);
    put_upload(name, opened.upload());
}

/// Throws unless the bucket is there, and the object is not.
void S3Blobs::require_missing(std::string_view name) {
    const auto response = send("Reading", {.name = std::string(name), .range = "0-0", .largest_body = 1});
    if (response.status != 404 || response.error_code == "NoSuchBucket") fail("Reading", name, response);
}

std::optional<std::string> S3Blobs::get(std::string_view name) {
    require_name(name);
    auto response =
        send("Reading", {.name = std::string(name), .largest_body = std::numeric_limits<std::size_t>::max()});
    if (response.is_success()) return std::move(response.body);
    if (response.status != 404 || response.error_code == "NoSuchBucket") fail("Reading", name, response);
    return std::nullopt;
}

std::unique_ptr<Blob> S3Blobs::open(std::string_view name) {
    require_name(name);
    const auto response = send("Opening", {.method = Method::head, .name = std::string(name)});
    if (response.is_success()) return std::make_unique<S3Blob>(*this, name, response);
    if (response.status != 404) fail("Opening", name, response);
    require_missing(name);  // a HEAD does not say what is missing
    return nullptr;
}

void S3Blobs::remove(std::string_view name) {
    require_name(name);
    const auto response =
        send("Deleting", {.method = Method::remove, .name = std::string(name), .largest_body = largest_document});
    const bool is_gone = response.is_success() || (response.status == 404 && response.error_code != "NoSuchBucket");
    if (!is_gone) fail("Deleting", name, response);
}

std::vector<std::string> S3Blobs::list(std::size_t most, std::string_view after) {
    const auto& prefix = client_.address().prefix;
    // Not with list-type=2: not every store knows it. In the order in which it is signed.
    auto query = fmt::format("max-keys={}&prefix={}", most, url_encode(prefix));
    if (!after.empty()) query = fmt::format("marker={}{}&{}", url_encode(prefix), url_encode(after), query);
    const auto response = send("Listing", {.query = query, .largest_body = largest_list});
    if (!response.is_success()) fail("Listing", "the objects", response);
    constexpr std::string_view begin = "<Key>";
    std::vector<std::string> names;
    for (auto at = response.body.find(begin); at != std::string::npos; at = response.body.find(begin, at)) {
        at += begin.size();
        auto key = response.body.substr(at, response.body.find('<', at) - at);
        if (key != prefix) names.push_back(key.starts_with(prefix) ? key.substr(prefix.size()) : key);
    }
    return names;
}

bool S3Blobs::keeps_versions() {
    // With a '=': libcurl 7.88 signs the query as it is, and "versioning" is signed as "versioning=".
    const auto response = client_.send({.query = "versioning=", .largest_body = largest_document});
    return response.is_success() && response.body.find("<Status>") != std::string::npos;
}

S3Problem S3Blobs::find_problem() {
    const auto& address = client_.address();
    const auto problem_of = [&](const S3Response& response) -> S3Problem {
        const auto code = std::string_view(response.error_code);
        const auto sentence = [&](std::string_view text, bool is_lasting) {
            return S3Problem{fmt::format("The storage {} {}", address.text(), text), is_lasting};
        };
        if (response.status == 0) {
            return sentence(fmt::format("cannot be used: {}.", response.problem), response.is_certificate_wrong);
        }
        if (code == "NoSuchBucket") return sentence("does not exist: create the bucket, or correct --storage.", true);
        if (code == "InvalidAccessKeyId") {
            return sentence("does not know the access key: correct ROLLCALL_S3_ACCESS_KEY.", true);
        }
        if (code == "SignatureDoesNotMatch") {
            return sentence(
                "refused the signature: correct ROLLCALL_S3_SECRET_KEY or ROLLCALL_S3_ACCESS_KEY, and let a proxy "
                "before the store pass on Host as it is.",
                true);
        }
        if (code == "AccessDenied") {
            return sentence(
                "refused the key: it needs the right to list the bucket, and to read, write and delete in it.", true);
        }
        if (code == "AuthorizationHeaderMalformed" || code == "PermanentRedirect" || response.status == 301) {
            return sentence(fmt::format("is not in the region {}: correct region= in --storage.", address.region),
                            true);
        }
        if (code == "RequestTimeTooSkewed") {
            return sentence("has another time than this machine: let NTP set the clocks.", false);
        }
        return sentence(fmt::format("cannot be used: {}.", response.describe()),
                        response.status >= 300 && response.status < 500 && response.status != 429);
    };
    const auto listed =
        client_.send({.query = "max-keys=1&prefix=" + url_encode(address.prefix), .largest_body = largest_list});
    if (!listed.is_success()) return problem_of(listed);
    const auto probe = "probe/" + hash_token(make_token());
    const auto upload = upload_of("Rollcall tries whether it may write here.");
    const auto written =
        client_.send({.method = Method::put, .name = probe, .largest_body = largest_document, .upload = &upload});
    if (!written.is_success()) return problem_of(written);
    const auto removed = client_.send({.method = Method::remove, .name = probe, .largest_body = largest_document});
    return removed.is_success() ? S3Problem{} : problem_of(removed);
}

std::unique_ptr<S3Blobs> open_s3_blobs(const S3Address& address) {
    auto blobs = std::make_unique<S3Blobs>(address);
    const auto problem = blobs->find_problem();
    if (!problem.sentence.empty() && problem.is_lasting) throw LastingError(problem.sentence);
    if (!problem.sentence.empty()) throw std::runtime_error(problem.sentence);
    if (blobs->keeps_versions()) {
        spdlog::warn("The bucket {} keeps versions: what is erased stays there until the bucket's own rules delete it.",
                     address.text());
    }
    return blobs;
}

}  // namespace rollcall::storage
