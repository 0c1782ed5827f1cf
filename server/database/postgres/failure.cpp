#include "database/postgres/failure.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "core/error.hpp"
#include "database/database.hpp"
#include "database/problems.hpp"

namespace rollcall::database::postgres {

namespace {

// SQLSTATE codes; the first two characters are the class (PostgreSQL's manual, appendix A).
constexpr std::string_view unique_violation = "23505";
constexpr std::string_view foreign_key_violation = "23503";
constexpr std::string_view read_only_transaction = "25006";
constexpr std::string_view disk_full = "53100";
constexpr std::string_view insufficient_privilege = "42501";

bool is_constraint(std::string_view state) { return state.starts_with("23"); }

// A problem of the server, its disk or the network; a lock timeout; a deadlock.
bool is_temporary(std::string_view state) {
    constexpr std::string_view classes[] = {"08", "25P", "40", "53", "55P03", "57", "58", "XX001", "XX002"};
    return std::ranges::any_of(classes, [&](std::string_view beginning) { return state.starts_with(beginning); });
}

ConstraintViolated::Kind kind_of(std::string_view state) {
    if (state == unique_violation) return ConstraintViolated::Kind::unique;
    if (state == foreign_key_violation) return ConstraintViolated::Kind::foreign_key;
    return ConstraintViolated::Kind::other;
}

std::string field(const Result& result, int code) {
    const char* text = PQresultErrorField(result.get(), code);
    return text ? text : "";
}

// An error at start is reported in one line.
std::string on_one_line(std::string_view sql) {
    std::string line;
    for (const char character : sql) {
        const bool is_space = character == ' ' || character == '\n';
        if (!is_space) line += character;
        if (is_space && !line.empty() && line.back() != ' ') line += ' ';
    }
    return line;
}

// A standby refuses every write.
bool is_standby(PGconn* connection) {
    const char* answer = PQparameterStatus(connection, "in_hot_standby");
    return answer && std::string_view(answer) == "on";
}

}  // namespace

std::string first_line_of_error(PGconn* connection) {
    const std::string_view text = PQerrorMessage(connection);
    return std::string(text.substr(0, text.find('\n')));
}

void throw_unavailable(std::string_view reason) {
    spdlog::error("The database cannot be used: {}", reason);
    throw Error::unavailable(unreachable_problem);
}

void throw_postgres_failure(PGconn* connection, const Result& result, std::string_view sql) {
    if (PQstatus(connection) != CONNECTION_OK) throw_unavailable(first_line_of_error(connection));
    const auto state = field(result, PG_DIAG_SQLSTATE);
    // The other fields may quote the values of the statement.
    const auto message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (is_constraint(state)) throw ConstraintViolated(kind_of(state), message);
    if (state == read_only_transaction && !is_standby(connection)) {
        throw std::logic_error(fmt::format("a read must not write: {}", sql));
    }
    if (state == disk_full) {
        spdlog::error("The database cannot be used: {}", message);
        throw Error::unavailable(full_disk_problem);
    }
    if (state == read_only_transaction || is_temporary(state)) throw_unavailable(message);
    if (state == insufficient_privilege) {
        throw std::runtime_error(
            fmt::format("{}: the user {} must own Rollcall's tables and the database or schema that they are in",
                        message, PQuser(connection)));
    }
    throw std::runtime_error(fmt::format("{} (PostgreSQL {}) in: {}", message, state, on_one_line(sql)));
}

}  // namespace rollcall::database::postgres
