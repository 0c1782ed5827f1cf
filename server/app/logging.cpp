#include "app/logging.hpp"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/describe/class.hpp>
#include <memory>

#include "http/json/json_write.hpp"

namespace rollcall::app {

namespace {

struct RequestLine {
    std::string request_id;
    std::string method;
    std::string path;
    int status;
    std::int64_t microseconds;
};
BOOST_DESCRIBE_STRUCT(RequestLine, (), (request_id, method, path, status, microseconds))

// The message as the members of a JSON object: those of a request, or "message" with the text.
class JsonMessage final : public spdlog::custom_flag_formatter {
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const std::string_view text(message.payload.data(), message.payload.size());
        const auto members = text.starts_with('{') ? std::string(text.substr(1, text.size() - 2))
                                                   : "\"message\":" + http::write_json(text);
        out.append(members.data(), members.data() + members.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<JsonMessage>(); }
};

RequestLine make_line(const http::Exchange& exchange) {
    const auto* request = exchange.request;
    return {
        .request_id = exchange.request_id,
        .method = request ? std::string(http::method_name(request->method)) : "-",
        .path = request ? request->path : "-",
        .status = exchange.status,
        .microseconds = exchange.took.count(),
    };
}

}  // namespace

void start_logging(Options::LogFormat format) {
    auto logger = spdlog::stderr_logger_mt("rollcall");
    if (format == Options::LogFormat::json) {
        auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
        formatter->add_flag<JsonMessage>('*').set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%*})");
        logger->set_formatter(std::move(formatter));
    } else {
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    }
    spdlog::set_default_logger(std::move(logger));
}

void log_exchange(Options::LogFormat format, const http::Exchange& exchange) {
    const auto line = make_line(exchange);
    if (format == Options::LogFormat::json) {
        spdlog::info("{}", http::write_json(line));
    } else {
        spdlog::info("{} {} {} {} {} us", line.request_id, line.method, http::write_json(line.path), line.status,
                     line.microseconds);
    }
}

}  // namespace rollcall::app
