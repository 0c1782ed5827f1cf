#include "connectors/ingest/webhook_content.hpp"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "connectors/ingest/base64_file.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "core/error.hpp"
#include "core/json/json_repair.hpp"

namespace rollcall::connectors {

namespace {

namespace json = boost::json;

/// In which form the file has the audio.
enum class AudioForm { decoded, as_text };

/// Builds the message while Boost parses, and the file of the audio beside it.
class ContentHandler {
public:
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);  // audio is longer than Boost's own

    ContentHandler(const std::filesystem::path& folder, AudioForm form) : folder_(folder), form_(form) {
        stack_.reset();
    }

    WebhookContent release() { return {stack_.release(), std::move(audio_), is_audio_broken_}; }
    bool has_duplicate_name() const { return has_duplicate_name_; }
    bool has_too_many_values() const { return values_ > max_webhook_values; }
    /// How many bytes of the text so far are audio.
    std::size_t audio_bytes() const { return audio_bytes_; }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }

    bool on_array_begin(json::error_code& error) {
        if (!count_value(error)) return false;
        open_.emplace_back();
        return true;
    }
    bool on_array_end(std::size_t size, json::error_code&) {
        open_.pop_back();
        stack_.push_array(size);
        return true;
    }
    bool on_object_begin(json::error_code& error) {
        if (!count_value(error)) return false;
        open_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t size, json::error_code&) {
        open_.pop_back();
        stack_.push_object(size);
        return true;
    }

    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        text_ += without_nul(part);
        return true;
    }
    bool on_key(json::string_view rest, std::size_t, json::error_code& error) {
        text_ += without_nul(rest);
        make_repaired_name_unique();
        open_.back().name = text_;
        if (!open_.back().names.insert(text_).second) {
            has_duplicate_name_ = true;
            error = json::error::input_error;
            return false;
        }
        stack_.push_key(text_);
        text_.clear();
        return true;
    }

    bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
        if (is_audio()) {
            add_audio(part);
        } else {
            text_ += without_nul(part);
        }
        return true;
    }
    bool on_string(json::string_view rest, std::size_t, json::error_code& error) {
        if (!count_value(error)) return false;
        if (is_audio()) {
            add_audio(rest);
            end_audio();
            stack_.push_null();
        } else {
            text_ += without_nul(rest);
            stack_.push_string(text_);
            text_.clear();
        }
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
    bool on_double(double number, json::string_view, json::error_code& error) {
        if (!count_value(error)) return false;
        if (std::isfinite(number)) {
            stack_.push_double(number);
        } else {
            stack_.push_null();
        }
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
    /// An array or object that has not ended: its current name, and all so far.
    struct Open {
        std::string name;
        std::set<std::string> names;
    };

    // Names that differed before they were repaired are no duplicates, unless there are more of them than a platform
    // would send by mistake: each is compared with all before.
    void make_repaired_name_unique() {
        if (!has_replacement(text_)) return;
        for (int repairs = 0; repairs < max_repaired_names && open_.back().names.contains(text_); ++repairs) {
            text_ += replacement;
        }
    }

    static constexpr int max_repaired_names = 16;
    static constexpr std::string_view replacement = "\xEF\xBF\xBD";
    static bool has_replacement(std::string_view name) { return name.find(replacement) != std::string_view::npos; }

    static std::string without_nul(json::string_view part) {
        std::string text(part);
        std::erase(text, '\0');
        return text;
    }

    bool count_value(json::error_code& error) {
        if (++values_ <= max_webhook_values) return true;
        error = json::error::input_error;
        return false;
    }

    bool is_audio() const { return open_.size() == 2 && open_[0].name == "data" && open_[1].name == "full_audio"; }

    void add_audio(std::string_view text) {
        if (!audio_) {
            audio_.emplace(folder_);
            decoded_.emplace(*audio_);
        }
        audio_bytes_ += text.size();
        if (form_ == AudioForm::decoded) {
            decoded_->append(text);
        } else {
            audio_->append(text);
        }
    }

    void end_audio() {
        if (form_ == AudioForm::decoded) is_audio_broken_ = !decoded_->finish();
        if (is_audio_broken_ || audio_->size() == 0) audio_.reset();
    }

    const std::filesystem::path& folder_;
    const AudioForm form_;
    json::value_stack stack_;
    std::size_t values_ = 0;
    std::vector<Open> open_;
    std::string text_;  ///< of the current name or string, so far
    bool has_duplicate_name_ = false;
    std::optional<TemporaryFile> audio_;
    std::optional<Base64File> decoded_;
    std::size_t audio_bytes_ = 0;
    bool is_audio_broken_ = false;
};

class BodyParser {
public:
    BodyParser(const std::filesystem::path& folder, AudioForm form) : parser_(options(), folder, form) {}

    void append(std::string_view chunk) { parse(repair_.append(chunk)); }

    WebhookContent finish() {
        parse(repair_.finish());
        json::error_code error;
        parser_.write_some(false, nullptr, 0, error);
        if (error) refuse(error);
        auto content = parser_.handler().release();
        content.has_invalid_bytes = repair_.has_invalid_bytes();
        return content;
    }

private:
    void parse(std::string_view chunk) {
        json::error_code error;
        const auto used = parser_.write_some(true, chunk.data(), chunk.size(), error);
        read_ += chunk.size();
        if (!error && used < chunk.size()) error = json::error::extra_data;
        if (error) refuse(error);
        if (read_ - parser_.handler().audio_bytes() > largest_webhook_without_audio) {
            throw Error(ErrorCode::too_large, fmt::format("This is larger than {} MB without audio.",
                                                          largest_webhook_without_audio / (1024 * 1024)));
        }
    }

    static json::parse_options options() {
        json::parse_options options;
        options.max_depth = deepest_webhook;
        return options;
    }

    [[noreturn]] void refuse(const json::error_code& error) {
        if (parser_.handler().has_too_many_values()) {
            throw Error(ErrorCode::too_large, fmt::format("The JSON has more than {} values.", max_webhook_values));
        }
        if (parser_.handler().has_duplicate_name()) throw Error::malformed("An object has the same name twice.");
        if (error == json::error::incomplete) throw Error::malformed("The JSON is incomplete.");
        if (error == json::error::too_deep) throw Error::malformed("The JSON is nested too deeply.");
        if (error == json::error::extra_data) throw Error::malformed("There is text after the JSON.");
        throw Error::malformed("This is not valid JSON.");
    }

    JsonRepair repair_;
    json::basic_parser<ContentHandler> parser_;
    std::size_t read_ = 0;
};

}  // namespace

WebhookContent parse_webhook_body(const WebhookBody& body, const std::filesystem::path& folder) {
    const auto parse = [&](AudioForm form) {
        BodyParser parser(folder, form);
        body.read([&](std::string_view chunk) { parser.append(chunk); });
        return parser.finish();
    };
    auto content = parse(AudioForm::decoded);
    if (content.is_audio_broken) {
        auto again = parse(AudioForm::as_text);
        if (again.audio) content.audio_text.emplace(*std::move(again.audio));
    }
    return content;
}

}  // namespace rollcall::connectors
