#include "database/postgres/pipeline.hpp"

#include <stdexcept>

namespace rollcall::database::postgres {

namespace {

void require(int succeeded) {
    if (succeeded == 0) throw std::logic_error("a pipeline of libpq was not used in its order");
}

}  // namespace

// A call that sends fails only when the connection is lost, which the results tell too: so nobody asks it.

void Pipeline::start(PGconn* connection) {
    connection_ = connection;
    unread_syncs_ = 0;
    if (connection) require(PQenterPipelineMode(connection));
}

void Pipeline::pause() {
    if (PQstatus(connection_) != CONNECTION_OK) return;
    drain();
    if (PQstatus(connection_) == CONNECTION_OK) require(PQexitPipelineMode(connection_));
}

void Pipeline::resume() {
    if (PQstatus(connection_) == CONNECTION_OK) require(PQenterPipelineMode(connection_));
}

void Pipeline::send(const std::string& sql) {
    PQsendQueryParams(connection_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
}

void Pipeline::send_prepare(const std::string& name, const std::string& sql) {
    PQsendPrepare(connection_, name.c_str(), sql.c_str(), 0, nullptr);
}

void Pipeline::send_prepared(const std::string& name, const BoundValues& values) {
    PQsendQueryPrepared(connection_, name.c_str(), values.count(), values.values(), values.lengths(), values.formats(),
                        0);
}

void Pipeline::flush() {
    PQsendFlushRequest(connection_);
    PQflush(connection_);
}

void Pipeline::sync() {
    if (PQpipelineSync(connection_) != 0) ++unread_syncs_;
}

Result Pipeline::receive() {
    for (;;) {
        Result result(PQgetResult(connection_));
        if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) {
            --unread_syncs_;
            continue;
        }
        // Null ends the results of the statement.
        while (result.get()) {
            const Result further(PQgetResult(connection_));
            if (!further.get()) break;
        }
        return result;
    }
}

void Pipeline::drain() {
    bool was_null = false;
    while (unread_syncs_ > 0 && PQstatus(connection_) == CONNECTION_OK) {
        const Result result(PQgetResult(connection_));
        if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) --unread_syncs_;
        // Null ends the results of a statement; twice, and there is nothing to wait for.
        if (!result.get() && was_null) break;
        was_null = result.get() == nullptr;
    }
    unread_syncs_ = 0;
}

}  // namespace rollcall::database::postgres
