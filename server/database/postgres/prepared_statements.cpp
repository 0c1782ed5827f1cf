#include "database/postgres/prepared_statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <stdexcept>

namespace rollcall::database::postgres {

namespace {

// The server's own error for a wrong count would look like a lost connection.
std::size_t count_numbered_parameters(std::string_view sql) {
    std::set<int> numbers;
    for (auto at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
        int number = 0;
        std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
        numbers.insert(number);
    }
    if (!numbers.empty() && (*numbers.begin() != 1 || *numbers.rbegin() != static_cast<int>(numbers.size()))) {
        throw std::logic_error(fmt::format("parameters are $1, $2, ... without a gap in: {}", sql));
    }
    return numbers.size();
}

}  // namespace

const PreparedStatement* PreparedStatements::find(std::string_view sql) {
    const auto found = by_text_.find(sql);
    if (found == by_text_.end()) return nullptr;
    statements_.splice(statements_.begin(), statements_, found->second);
    return &statements_.front();
}

PreparedStatement PreparedStatements::make(std::string_view sql) {
    return {std::string(sql), fmt::format("s{}", next_name_++), count_numbered_parameters(sql)};
}

std::size_t PreparedStatements::count_parameters(std::string_view sql) {
    const auto* known = find(sql);
    return known ? known->parameters : count_numbered_parameters(sql);
}

void PreparedStatements::add(PreparedStatement statement) {
    statements_.push_front(std::move(statement));
    by_text_.emplace(statements_.front().sql, statements_.begin());
    if (statements_.size() <= capacity_) return;
    evicted_.push_back(std::move(statements_.back().name));
    by_text_.erase(statements_.back().sql);
    statements_.pop_back();
}

void PreparedStatements::remove(std::string_view name) {
    const auto found = std::ranges::find(statements_, name, &PreparedStatement::name);
    if (found == statements_.end()) return;
    by_text_.erase(found->sql);
    statements_.erase(found);
}

void PreparedStatements::clear() {
    by_text_.clear();
    statements_.clear();
    evicted_.clear();
}

}  // namespace rollcall::database::postgres
