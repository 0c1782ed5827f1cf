#include "http/json/json.hpp"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "http/json/limits.hpp"

namespace rollcall::http {

namespace {

namespace json = boost::json;

/// Builds the value while Boost parses, and stops Boost at what RFC 8259 allows and we refuse.
class StrictHandler {
public:
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    StrictHandler() { stack_.reset(); }

    json::value release() { return stack_.release(); }
    /// Why it stopped Boost; empty if it did not.
    std::string_view refusal() const { return refusal_; }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }

    bool on_array_begin(json::error_code& error) {
        if (!count_value(error)) return false;
        return true;
    }
    bool on_array_end(std::size_t size, json::error_code&) {
        stack_.push_array(size);
        return true;
    }

    bool on_object_begin(json::error_code& error) {
        if (!count_value(error)) return false;
        names_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t size, json::error_code&) {
        names_.pop_back();
        stack_.push_object(size);
        return true;
    }

    bool on_key_part(json::string_view part, std::size_t, json::error_code& error) {
        if (has_nul(part)) return refuse(nul, error);
        name_ += part;
        stack_.push_chars(part);
        return true;
    }
    bool on_key(json::string_view rest, std::size_t, json::error_code& error) {
        if (has_nul(rest)) return refuse(nul, error);
        name_ += rest;
        if (!names_.back().insert(std::move(name_)).second) return refuse(duplicate, error);
        name_.clear();
        stack_.push_key(rest);
        return true;
    }

    bool on_string_part(json::string_view part, std::size_t, json::error_code& error) {
        if (has_nul(part)) return refuse(nul, error);
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view rest, std::size_t, json::error_code& error) {
        if (!count_value(error)) return false;
        if (has_nul(rest)) return refuse(nul, error);
        stack_.push_string(rest);
        return true;
    }

    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, json::error_code& error) {
        if (!count_value(error)) return false;
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view, json::error_code& error) {
        if (!count_value(error)) return false;
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double estimate, json::string_view digits, json::error_code& error) {
        if (!count_value(error)) return false;
        if (!std::isfinite(estimate)) return refuse(too_large, error);
        // Boost 1.81 may be off by one bit. `digits` has all of them, since the text is parsed at once.
        double number = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool is_tiny = read.ec == std::errc::result_out_of_range && std::abs(estimate) < 1;
        if (is_tiny) number = estimate;
        if (!std::isfinite(number) || (read.ec != std::errc() && !is_tiny)) return refuse(too_large, error);
        stack_.push_double(number);
        return true;
    }

    bool on_bool(bool value, json::error_code& error) {
        if (!count_value(error)) return false;
        stack_.push_bool(value);
        return true;
    }
    bool on_null(json::error_code& error) {
        if (!count_value(error)) return false;
        stack_.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    static constexpr std::string_view nul = "A text holds the character U+0000, which cannot be kept";
    static constexpr std::string_view duplicate = "A name occurs twice in one object";
    static constexpr std::string_view too_large = "A number is too large";

    static constexpr std::string_view too_many = "The JSON has too many values";

    static bool has_nul(json::string_view text) { return text.find('\0') != json::string_view::npos; }

    bool refuse(std::string_view why, json::error_code& error) {
        refusal_ = why;
        error = json::error::input_error;
        return false;
    }

    bool count_value(json::error_code& error) { return ++values_ <= max_json_values || refuse(too_many, error); }

    json::value_stack stack_;
    std::size_t values_ = 0;
    std::vector<std::set<std::string>> names_;  ///< of each open object
    std::string name_;                          ///< the part of the name that is parsed
    std::string_view refusal_;
};

std::string_view describe(const json::error_code& error) {
    if (error == json::error::incomplete) return "The JSON ends too early";
    if (error == json::error::extra_data) return "Something follows the JSON";
    if (error == json::error::too_deep) return "The JSON is nested too deeply";
    if (error == json::error::exponent_overflow) return "A number is too large";
    return "This is not valid JSON";
}

}  // namespace

json::value parse_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = max_json_depth;
    json::basic_parser<StrictHandler> parser(options);
    json::error_code error;
    const auto used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) error = json::error::extra_data;
    if (error) {
        const auto refusal = parser.handler().refusal();
        throw Error::malformed(fmt::format("{}, at byte {}.", refusal.empty() ? describe(error) : refusal, used));
    }
    return parser.handler().release();
}

}  // namespace rollcall::http
