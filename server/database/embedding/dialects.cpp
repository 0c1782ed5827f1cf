#include "database/embedding/dialects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <vector>

namespace rollcall::database {

namespace {

enum class Dialect { both, sqlite, postgres };

/// Lines of a migration that are written for the same databases.
struct Section {
    Dialect dialect;
    int first_line;
    std::string text;
};

// In SQLite, REAL has eight bytes and INT is not larger than INTEGER; in PostgreSQL both have four.
constexpr std::string_view words_without_a_rule[] = {"INT",  "BIGINT", "REAL",    "BLOB",    "ANY",          "BOOLEAN",
                                                     "JSON", "JSONB",  "COLLATE", "WITHOUT", "AUTOINCREMENT"};

[[noreturn]] void refuse(int line, const std::string& reason) {
    throw std::runtime_error(fmt::format("line {}: {}", line, reason));
}

std::string_view trim(std::string_view text) {
    constexpr auto blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

bool is_part_of_a_word(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

/// The word before the colon, where the line is a comment of one word and a colon; else an empty text.
std::string_view find_marker(std::string_view line) {
    line = trim(line);
    if (!line.starts_with("--") || !line.ends_with(":")) return "";
    const auto word = trim(line.substr(2, line.size() - 3));
    return std::ranges::all_of(word, is_part_of_a_word) ? word : "";
}

Dialect read_marker(std::string_view word, int line) {
    if (word == "sqlite") return Dialect::sqlite;
    if (word == "postgres") return Dialect::postgres;
    if (word == "both") return Dialect::both;
    refuse(line, fmt::format("\"-- {}:\" is not a marker; there are sqlite, postgres and both", word));
}

/// An exception begins with sqlite or postgres, has each at most once in this order, and ends with both.
bool may_follow(Dialect next, Dialect previous) {
    switch (next) {
        case Dialect::sqlite:
            return previous == Dialect::both;
        case Dialect::postgres:
            return previous != Dialect::postgres;
        case Dialect::both:
            return previous != Dialect::both;
    }
    return false;
}

/// The next line of `rest`, with its end; takes it off.
std::string_view next_line(std::string_view& rest) {
    const auto size = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const auto line = rest.substr(0, size);
    rest.remove_prefix(size);
    return line;
}

std::vector<Section> split_into_sections(std::string_view sql) {
    std::vector<Section> sections{{Dialect::both, 1, ""}};
    for (int number = 1; !sql.empty(); ++number) {
        const auto line = next_line(sql);
        const auto word = find_marker(line);
        if (word.empty()) {
            sections.back().text += line;
            continue;
        }
        const auto dialect = read_marker(word, number);
        if (!may_follow(dialect, sections.back().dialect)) {
            refuse(number, fmt::format("\"-- {}:\" may not follow here", word));
        }
        sections.push_back({dialect, number + 1, ""});
    }
    if (sections.back().dialect != Dialect::both) {
        refuse(sections.back().first_line - 1, "this exception does not end with \"-- both:\"");
    }
    return sections;
}

/// Writes one section for PostgreSQL.
class Derivation {
public:
    explicit Derivation(const Section& section) : rest_(section.text), line_(section.first_line) {}

    std::string run() {
        while (!rest_.empty()) step();
        return derived_;
    }

private:
    void step() {
        if (rest_.starts_with("--")) return copy(rest_.find('\n'));
        if (rest_.front() == '\'' || rest_.front() == '"') return copy_quoted();
        if (is_part_of_a_word(rest_.front())) return derive_word();
        copy(1);
    }

    void copy_quoted() {
        const auto end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) refuse(line_, "this quote does not end");
        copy(end + 1);
    }

    void derive_word() {
        const auto word = rest_.substr(0, std::ranges::find_if_not(rest_, is_part_of_a_word) - rest_.begin());
        if (std::ranges::find(words_without_a_rule, word) != std::end(words_without_a_rule)) {
            refuse(line_, fmt::format("there is no rule for {}; write an exception for each database", word));
        }
        if (word == "INTEGER") {
            replace(word.size(), "BIGINT");
        } else if (word == "TEXT") {
            replace(word.size(), previous_word_ == "AS" ? "TEXT" : "TEXT COLLATE \"C\"");
        } else if (word == "STRICT" && trim(derived_).ends_with(')')) {
            remove_table_options();
        } else {
            copy(word.size());
        }
        previous_word_ = word;
    }

    void remove_table_options() {
        derived_.erase(derived_.find_last_of(')') + 1);
        constexpr std::string_view with_key = "STRICT, WITHOUT ROWID";
        replace(rest_.starts_with(with_key) ? with_key.size() : std::string_view("STRICT").size(), "");
    }

    void copy(std::size_t size) { replace(size, rest_.substr(0, size)); }

    void replace(std::size_t size, std::string_view with) {
        size = std::min(size, rest_.size());
        line_ += static_cast<int>(std::ranges::count(rest_.substr(0, size), '\n'));
        derived_ += with;
        rest_.remove_prefix(size);
    }

    std::string_view rest_;
    int line_;
    std::string derived_;
    std::string_view previous_word_;
};

}  // namespace

std::string derive_sqlite(std::string_view sql) {
    std::string derived;
    for (const auto& section : split_into_sections(sql)) {
        if (section.dialect != Dialect::postgres) derived += section.text;
    }
    return derived;
}

std::string derive_postgres(std::string_view sql) {
    std::string derived;
    for (const auto& section : split_into_sections(sql)) {
        if (section.dialect == Dialect::both) derived += Derivation(section).run();
        if (section.dialect == Dialect::postgres) derived += section.text;
    }
    return derived;
}

}  // namespace rollcall::database
