#include "database/postgres/session.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/lasting_error.hpp"
#include "database/postgres/address.hpp"
#include "database/postgres/failure.hpp"
#include "database/postgres/result.hpp"

namespace rollcall::database::postgres {

namespace {

// 15, the oldest version that is tested.
constexpr int oldest_version = 150000;

struct Option {
    const char* name;
    const char* value;
};

// The address may override these. Seconds, and one in milliseconds: without them a connection to a server that does not
// respond would wait for hours.
constexpr Option options[] = {
    {"connect_timeout", "5"},  {"keepalives_idle", "30"},     {"keepalives_interval", "10"},
    {"keepalives_count", "3"}, {"tcp_user_timeout", "30000"}, {"fallback_application_name", "rollcall"},
};

// Of several servers only; of one, libpq would say less than `require_writable`.
constexpr Option to_the_primary = {"target_session_attrs", "read-write"};

// Not what the server has said of itself when the connection was opened: a pooler may repeat what one has said before.
constexpr auto select_standby = "SELECT pg_is_in_recovery()";
constexpr auto select_read_only = "SELECT current_setting('default_transaction_read_only')";
constexpr auto select_process = "SELECT pg_backend_pid()";

// A pooler gives the process that it got back last, or each in turn.
constexpr int most_processes_of_a_pooler = 50;

constexpr auto shared_session =
    "PgBouncer or another pooler is before it in transaction or statement mode, where locks do not last: use session "
    "mode (pool_mode = session)";

Session connect(const std::string& address) {
    std::vector<const char*> names;
    std::vector<const char*> values;
    const auto add = [&](const Option& option) {
        names.push_back(option.name);
        values.push_back(option.value);
    };
    for (const auto& option : options) add(option);
    if (names_several_servers(address)) add(to_the_primary);
    add({"dbname", address.c_str()});  // the whole address: libpq expands it
    add({"client_encoding", "UTF8"});
    add({nullptr, nullptr});

    Session session(PQconnectdbParams(names.data(), values.data(), 1));
    if (PQstatus(session.get()) != CONNECTION_OK) throw std::runtime_error(first_line_of_error(session.get()));
    return session;
}

void require_supported(PGconn* session) {
    if (PQserverVersion(session) < oldest_version) {
        throw std::runtime_error(fmt::format("it is PostgreSQL {}, and 15 is the oldest supported version",
                                             PQparameterStatus(session, "server_version")));
    }
    const std::string encoding = PQparameterStatus(session, "server_encoding");
    if (encoding != "UTF8") throw std::runtime_error(fmt::format("its encoding is {} and not UTF8", encoding));
}

void require_writable(PGconn* session) {
    if (ask(session, select_standby) == "t") {
        throw std::runtime_error("it is a standby, which cannot be written to: name the primary in ROLLCALL_DATABASE");
    }
    if (ask(session, select_read_only) == "on") {
        throw std::runtime_error("it cannot be written to: default_transaction_read_only is on");
    }
}

}  // namespace

Session open_session(const std::string& address) {
    auto session = connect(address);
    require_supported(session.get());
    require_writable(session.get());
    return session;
}

void require_own_session(PGconn* session, const std::string& address) {
    const auto process = ask(session, select_process);
    // A pooler invents the number that clients are told.
    if (process == std::to_string(PQbackendPID(session))) return;
    const auto other = connect(address);
    for (int time = 0; time < most_processes_of_a_pooler; ++time) {
        if (ask(other.get(), select_process) == process) throw LastingError(shared_session);
    }
    if (ask(session, select_process) != process) throw LastingError(shared_session);
}

std::string ask(PGconn* session, const char* sql) {
    const Result result(PQexec(session, sql));
    if (!result.has_succeeded()) throw std::runtime_error(first_line_of_error(session));
    return PQgetvalue(result.get(), 0, 0);
}

}  // namespace rollcall::database::postgres
