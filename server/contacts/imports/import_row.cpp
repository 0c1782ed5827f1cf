#include "contacts/imports/import_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/container_hash/hash.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <map>

#include "contacts/imports/csv_encoding.hpp"
#include "contacts/imports/import_limits.hpp"
#include "contacts/list/contact_filter.hpp"
#include "contacts/own_fields/number_text.hpp"
#include "core/csv.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

namespace {

namespace json = boost::json;

// A name for rows without one, so that what else they have is checked.
constexpr auto no_name = "-";

/// The cells of a row by the fields as which they are read. Cells without text are left out.
using Cells = std::map<std::string_view, std::string>;

/// What is wrong with a row, in the order in which it was found.
class RowProblems {
public:
    void add(std::string_view column, std::string_view message) {
        if (!text_.empty()) text_ += ' ';
        text_ += column.empty() ? std::string(message) : fmt::format("{}: {}", column, message);
    }
    bool empty() const { return text_.empty(); }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

class RowReading {
public:
    RowReading(const ImportReading& reading, Time now) : reading_(reading), now_(now) {}

    void read(ImportRow& row, const std::vector<std::string>& cells) {
        if (!take_cells(cells)) {
            row.refused = problems_.text();
            return;
        }
        row.hash = hash_of_content();
        CreateContact input{.company_id = reading_.company};
        input.name = read_name();
        row.has_name = !input.name.empty();
        if (!row.has_name) input.name = no_name;
        if (auto id = take("id")) row.id = ContactId(trim(*id));
        input.second_name = take("second_name");
        input.email = take("email");
        input.job_title = take("job_title");
        input.time_zone = take("time_zone");
        if (const auto tags = take("tags")) input.tags = read_tags_cell(*tags);
        if (const auto cell = take("do_not_call")) input.do_not_call = read_boolean("do_not_call", *cell);
        input.consent = read_consent();
        read_phone(row);
        input.fields = read_own_fields();  // all cells that are left
        auto contact = check(input);
        if (!problems_.empty()) {
            row.refused = problems_.text();
            return;
        }
        contact->phone = std::move(phone_);
        if (!row.has_name) contact->name.clear();
        row.contact = std::move(*contact);
    }

private:
    bool take_cells(const std::vector<std::string>& cells) {
        const auto& columns = reading_.columns;
        for (std::size_t index = columns.size(); index < cells.size(); ++index) {
            if (trim(cells[index]).empty()) continue;
            problems_.add({}, fmt::format("This row has {} cells, and the first row has {}. A cell that contains the "
                                          "separator has to be in quotation marks.",
                                          cells.size(), columns.size()));
            return false;
        }
        for (std::size_t index = 0; index < std::min(columns.size(), cells.size()); ++index) {
            const auto& [name, field] = columns[index];
            if (!field) continue;
            const auto& cell = cells[index];
            if (cell.find('\0') != cell.npos) problems_.add(name, "There is a NUL character in this cell.");
            if (cell.find(unreadable_mark) != cell.npos) {
                problems_.add(name, "There are bytes in this cell that are no text in the encoding of the file.");
            }
            auto text = without_formula_quote(cell);
            if (!trim(text).empty()) cells_.emplace(*field, std::move(text));
        }
        return problems_.empty();
    }

    std::uint64_t hash_of_content() const {
        std::size_t hash = 0;
        for (const auto& [field, text] : cells_) {
            if (field == "phone") continue;
            boost::hash_combine(hash, field);
            boost::hash_combine(hash, trim(text));
        }
        return hash;
    }

    std::optional<std::string> take(std::string_view field) {
        auto node = cells_.extract(field);
        return node.empty() ? std::nullopt : std::optional(std::move(node.mapped()));
    }

    std::string_view column_of(std::string_view field) const {
        const auto column = std::ranges::find_if(reading_.columns, [&](const auto& one) { return one.field == field; });
        return column == reading_.columns.end() ? field : std::string_view(column->name);
    }

    void fail(std::string_view field, std::string_view message) { problems_.add(column_of(field), message); }

    std::string read_name() {
        auto name = trim(take("name").value_or(""));
        const auto first = trim(take("first_name").value_or(""));
        const auto last = trim(take("last_name").value_or(""));
        return name.empty() ? trim(first + ' ' + last) : name;
    }

    void read_phone(ImportRow& row) {
        const auto cell = take("phone");
        if (!cell) return;
        std::string_view text = *cell;
        if (text.starts_with('\'')) text.remove_prefix(1);  // for a spreadsheet, so that it is a text
        const auto read = phone::read_phone_number(text, reading_.setting.country);
        if (const auto* problem = std::get_if<phone::PhoneProblem>(&read)) {
            fail("phone", phone::describe(*problem));
            return;
        }
        const auto& number = std::get<phone::PhoneNumber>(read);
        row.is_phone_valid = number.is_valid;
        phone_ = number.e164;
    }

    std::optional<bool> read_boolean(std::string_view field, std::string_view cell) {
        static constexpr std::array<std::string_view, 12> yes = {"true", "yes", "y",  "1",   "on",  "x",
                                                                 "ja",   "oui", "si", "sim", "نعم", "はい"};
        static constexpr std::array<std::string_view, 10> no = {"false", "no",  "n",   "0",  "off",
                                                                "nein",  "non", "nao", "لا", "いいえ"};
        const auto text = fold(trim(cell));
        const auto is_text = [&](std::string_view word) { return fold(word) == text; };
        if (std::ranges::any_of(yes, is_text)) return true;
        if (std::ranges::any_of(no, is_text)) return false;
        fail(field, "This must be yes or no.");
        return std::nullopt;
    }

    std::optional<Time> read_time(std::string_view field, const std::optional<std::string>& cell) {
        if (!cell) return std::nullopt;
        const auto text = trim(*cell);
        if (const auto time = time_from_rfc3339(text)) return time;
        if (const auto date = read_date(text)) {
            const auto start = time_from_rfc3339(*date + "T00:00:00Z");
            // In the east the day has begun already.
            if (start && *start > now_ && *start <= now_ + longest_lead_of_a_day) return now_;
            if (start) return start;
        }
        fail(field, "This must be a time such as 2026-11-28T13:45:00Z, or a date such as 2026-11-28.");
        return std::nullopt;
    }

    std::optional<ConsentInput> read_consent() {
        auto purpose = take("consent_purpose");
        auto source = take("consent_source");
        auto wording = take("consent_wording");
        const auto at = take("consent_at");
        const auto withdrawn_at = take("consent_withdrawn_at");
        if (!purpose && !source && !wording && !at && !withdrawn_at) return std::nullopt;
        if (!purpose) fail("consent_purpose", "A consent needs its purpose.");
        if (!source) fail("consent_source", "A consent needs its source.");
        if (!at) fail("consent_at", "A consent needs the time at which it was given.");
        const auto time = read_time("consent_at", at);
        const auto end = read_time("consent_withdrawn_at", withdrawn_at);
        if (!purpose || !source || !time) return std::nullopt;
        return ConsentInput{.purpose = *std::move(purpose),
                            .source = *std::move(source),
                            .wording = std::move(wording),
                            .at = *time,
                            .withdrawn_at = end};
    }

    /// Year, month and day in digits, in the form that is stored. Day and month are never guessed from slashes.
    static std::optional<std::string> read_date(std::string_view text) {
        std::array<int, 3> parts{};
        const auto read = [&](char separator) {
            const auto* position = text.data();
            const auto* end = text.data() + text.size();
            for (std::size_t part = 0; part < parts.size(); ++part) {
                if (part > 0 && (position == end || *position++ != separator)) return false;
                const auto result = std::from_chars(position, end, parts[part]);
                if (result.ec != std::errc() || parts[part] <= 0) return false;
                position = result.ptr;
            }
            return position == end;
        };
        const auto write = [](int year, int month, int day) {
            return fmt::format("{:04}-{:02}-{:02}", year, month, day);
        };
        if ((read('-') || read('/')) && parts[0] >= 1000 && parts[0] <= 9999)
            return write(parts[0], parts[1], parts[2]);
        if (read('.') && parts[2] >= 1000 && parts[2] <= 9999) return write(parts[2], parts[1], parts[0]);
        return std::nullopt;
    }

    json::value read_own_date(std::string_view field, const std::string& text) {
        if (const auto date = read_date(text)) return json::string(*date);
        fail(field, "This must be a date such as 2026-11-28 or 28.11.2026.");
        return nullptr;
    }

    /// A number, also with a decimal comma or with separated thousands; "1,234" could be either, and is not guessed.
    json::value read_number(std::string_view field, std::string text) {
        text = without_thousands(text);
        const bool has_semicolons = reading_.delimiter == ';';
        if (has_semicolons && may_have_thousands(text)) {
            fail(field, "The point may separate thousands or decimals. Write 1234 or 1,2340.");
            return nullptr;
        }
        const auto comma = text.find(',');
        if (comma != text.npos && text.find_first_of(",.", comma + 1) == text.npos && text.find('.') == text.npos) {
            if (text.size() - comma - 1 == 3) {
                fail(field, fmt::format("The comma may separate thousands or decimals. Write 1234 or {}.",
                                        has_semicolons ? "1,2340" : "1.234"));
                return nullptr;
            }
            text[comma] = '.';
        }
        std::string_view digits = text;
        if (digits.starts_with('+')) digits.remove_prefix(1);
        const auto* end = digits.data() + digits.size();
        std::int64_t whole = 0;
        if (const auto read = std::from_chars(digits.data(), end, whole); read.ec == std::errc() && read.ptr == end)
            return whole;
        std::uint64_t large = 0;
        if (const auto read = std::from_chars(digits.data(), end, large); read.ec == std::errc() && read.ptr == end)
            return large;
        double number = 0;
        const auto read = std::from_chars(digits.data(), end, number);
        if (read.ec == std::errc() && read.ptr == end && number - number == 0) return number;
        fail(field, "This must be a number such as 12 or 12.5.");
        return nullptr;
    }

    json::object read_own_fields() {
        json::object values;
        while (!cells_.empty()) {
            const auto node = cells_.extract(cells_.begin());
            const auto* own = find_own_field_of(node.key(), reading_.setting.fields);
            if (!own) continue;
            values[own->key] = read_own_value(*own, node.key(), node.mapped());
        }
        return values;
    }

    json::value read_own_value(const OwnField& own, std::string_view field, const std::string& cell) {
        switch (own.kind) {
            case OwnFieldKind::text:
                return json::string(cell);
            case OwnFieldKind::number:
                return read_number(field, trim(cell));
            case OwnFieldKind::date:
                return read_own_date(field, trim(cell));
            case OwnFieldKind::boolean:
                if (const auto value = read_boolean(field, cell)) return *value;
                return nullptr;
            case OwnFieldKind::choice:
                return json::string(choice_of(own, trim(cell)));
        }
        return nullptr;
    }

    /// The choice that is the text, or that differs from it in case only.
    static std::string choice_of(const OwnField& own, const std::string& text) {
        if (std::ranges::find(own.choices, text) != own.choices.end()) return text;
        const auto folded = fold_case(text);
        const auto same = [&](const std::string& choice) { return fold_case(choice) == folded; };
        return std::ranges::count_if(own.choices, same) == 1 ? *std::ranges::find_if(own.choices, same) : text;
    }

    std::optional<Contact> check(const CreateContact& input) try {
        return new_contact(input, reading_.setting, now_);
    } catch (const Error& error) {
        for (const auto& [path, message] : error.fields()) fail(field_of(path), message);
        return std::nullopt;
    }

    /// The import's name of a field of the API: "consent.at", "fields.budget", "tags[0]".
    static std::string field_of(std::string_view path) {
        if (path.starts_with("consent.")) return "consent_" + std::string(path.substr(8));
        if (path.starts_with("fields.")) return std::string(own_field_prefix) + std::string(path.substr(7));
        return std::string(path.substr(0, path.find('[')));
    }

    const ImportReading& reading_;
    const Time now_;
    Cells cells_;
    RowProblems problems_;
    std::optional<std::string> phone_;
};

/// As a person reads it: cut between two characters, with U+FFFD for what could not be read.
std::string shown(std::string cell) {
    if (cell.size() > max_refused_cell_bytes) {
        cell.resize(cut_to_bytes(cell, max_refused_cell_bytes).size());
        cell += "…";
    }
    for (auto found = cell.find(unreadable_mark); found != cell.npos; found = cell.find(unreadable_mark, found)) {
        cell.replace(found, unreadable_mark.size(), "\xef\xbf\xbd");
    }
    std::ranges::replace(cell, '\0', ' ');
    return cell;
}

}  // namespace

ImportRow read_import_row(CsvRow csv, const ImportReading& reading, Time now) {
    ImportRow row{.line = csv.line};
    if (csv.problem) {
        row.refused = std::string(describe_csv_problem(*csv.problem));
    } else {
        RowReading(reading, now).read(row, csv.cells);
    }
    if (row.refused || reading.keeps_cells) {
        const auto kept = std::min(csv.cells.size(), max_import_columns);
        for (std::size_t index = 0; index < kept; ++index) row.cells.push_back(shown(std::move(csv.cells[index])));
    }
    return row;
}

std::string write_tags_cell(const std::vector<std::string>& tags) {
    std::string cell;
    for (const auto& tag : tags) {
        if (!cell.empty()) cell += "; ";
        if (tag.find_first_of(",;\"") == tag.npos) {
            cell += tag;
            continue;
        }
        cell += '"';
        for (const char character : tag) cell += character == '"' ? std::string("\"\"") : std::string(1, character);
        cell += '"';
    }
    return cell;
}

std::vector<std::string> read_tags_cell(std::string_view cell) {
    std::vector<std::string> tags;
    std::string tag;
    bool is_quoted = false;
    const auto end_tag = [&] {
        if (!trim(tag).empty()) tags.push_back(trim(tag));
        tag.clear();
    };
    for (std::size_t index = 0; index < cell.size(); ++index) {
        const char character = cell[index];
        if (is_quoted && character == '"' && cell.substr(index + 1).starts_with('"')) {
            tag += cell[++index];
        } else if (character == '"' && (is_quoted || trim(tag).empty())) {
            is_quoted = !is_quoted;
        } else if (!is_quoted && (character == ',' || character == ';')) {
            end_tag();
        } else {
            tag += character;
        }
    }
    end_tag();
    return tags;
}

}  // namespace rollcall::contacts
