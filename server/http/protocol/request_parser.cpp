#include "http/protocol/request_parser.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <limits>
#include <optional>

#include "core/error.hpp"
#include "http/protocol/ascii.hpp"
#include "http/protocol/chunked_body.hpp"

namespace rollcall::http {

namespace beast_http = boost::beast::http;
using boost::beast::error_code;

struct RequestParser::Parser final : beast_http::basic_parser<true> {
    explicit Parser(Request& into) : request(into) {
        header_limit(std::numeric_limits<std::uint32_t>::max());  // the connection limits the header
        body_limit(boost::none);                                  // the route is not known yet
        eager(false);
    }

    void on_request_impl(beast_http::verb, boost::beast::string_view method_text, boost::beast::string_view target_text,
                         int version, error_code&) override {
        method.assign(method_text.data(), method_text.size());
        target.assign(target_text.data(), target_text.size());
        is_http_1_0 = version == 10;
    }
    void on_response_impl(int, boost::beast::string_view, int, error_code&) override {}
    void on_field_impl(beast_http::field, boost::beast::string_view name, boost::beast::string_view value,
                       error_code&) override {
        request.headers.emplace_back(to_lower(std::string_view(name.data(), name.size())),
                                     std::string(value.data(), value.size()));
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(boost::beast::string_view bytes, error_code&) override {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    // Beast waits for CRLF wherever it may be yet to come, so ChunkedBody reads what is chunked.
    void on_chunk_header_impl(std::uint64_t, boost::beast::string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view, error_code&) override { return 0; }
    void on_finish_impl(error_code&) override {}

    Request& request;
    std::string method;
    std::string target;
    bool is_http_1_0 = false;
    std::optional<ChunkedBody> chunked_body;
};

RequestParser::RequestParser(Request& request) : parser_(std::make_unique<Parser>(request)) {}
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

void RequestParser::read_header(std::string_view header) {
    error_code error;
    const auto used = parser_->put(boost::asio::buffer(header.data(), header.size()), error);
    if (error || used != header.size() || !parser_->is_header_done()) {
        throw Error::malformed("The header cannot be read.");
    }
    if (parser_->chunked()) parser_->chunked_body.emplace();
}

const std::string& RequestParser::method() const { return parser_->method; }
const std::string& RequestParser::target() const { return parser_->target; }
bool RequestParser::keeps_alive() const { return !parser_->is_http_1_0 && parser_->keep_alive(); }
bool RequestParser::is_http_1_0() const { return parser_->is_http_1_0; }

std::optional<std::uint64_t> RequestParser::content_length() const {
    const auto length = parser_->content_length();
    if (!length) return std::nullopt;
    return *length;
}

void RequestParser::set_body_limit(std::size_t bytes) {
    if (parser_->chunked_body) return parser_->chunked_body->set_limit(bytes);
    parser_->body_limit(bytes);
}

std::size_t RequestParser::read_body(std::string_view bytes) {
    if (parser_->chunked_body) return parser_->chunked_body->decode(bytes, parser_->request.body);
    std::size_t used = 0;
    while (used < bytes.size() && !parser_->is_done()) {
        error_code error;
        const auto parsed = parser_->put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), error);
        used += parsed;
        if (error == beast_http::error::need_more) break;
        if (error == beast_http::error::body_limit) {
            throw Error(ErrorCode::too_large, "The request body is too large.");
        }
        if (error) throw Error::malformed("The request's body cannot be read.");
    }
    return used;
}

bool RequestParser::is_done() const {
    return parser_->chunked_body ? parser_->chunked_body->is_complete() : parser_->is_done();
}

}  // namespace rollcall::http
