#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "database/database_connection.hpp"
#include "database/postgres/pipeline.hpp"
#include "database/postgres/prepared_statements.hpp"
#include "database/postgres/session.hpp"

namespace rollcall::database::postgres {

/// One connection to a server. Those that write hold an advisory lock of the session while they are open: instances
/// that serve share it, and what needs the database alone excludes them. Among those that share it, one transaction
/// writes at a time: it holds another lock from its first statement until its end, so each statement sees what all
/// others have committed, and what a function has read stays so until it has written.
///
/// It waits for the server once for each statement that does not run later, and for nothing else but the end of a
/// write and of a part of it. What begins either is sent with the first statement that follows. The statements of a
/// read are one transaction of the protocol, without BEGIN, and nobody waits for its end. A new statement is prepared
/// in the round trip that runs it. Where the connection is found lost by the first statement of a transaction, that
/// runs again on a new one.
class PostgresConnection final : public database::DatabaseConnection {
public:
    enum class Access {
        read,         ///< beside a connection that was opened for something else
        inspect,      ///< reads, where no other connection may have been opened before
        write,        ///< beside other instances
        write_alone,  ///< while no other instance is there
        hold,         ///< locks of the session, outside transactions: a lost connection is not replaced
    };

    /// Throws std::runtime_error with one plain line without the password: DatabaseInUse, after some seconds, where
    /// others use the database in a way that excludes this one.
    PostgresConnection(std::string address, Access access);

    void begin() override;
    void commit() override;
    void roll_back() noexcept override;
    void end_function() override;
    void begin_part() override;
    void end_part() override;
    void undo_part() override;
    bool in_transaction() const override;
    bool has_failed_to_begin() const override { return has_failed_to_begin_; }
    bool has_refused_commit() const override { return has_refused_commit_; }
    bool is_lost() const override { return PQstatus(handle_.get()) != CONNECTION_OK; }

    /// Changes a connection that writes beside others into one that writes alone, unless there are others: then it has
    /// no lock, until `write_beside_others`. Outside a transaction.
    bool try_to_write_alone();
    /// Waits for one that writes alone as the constructor does, and throws the same. Outside a transaction.
    void write_beside_others();

    /// From now on, a connection that writes is not replaced where the newest migration is another one.
    void expect_schema(int version) { expected_schema_ = version; }

    /// Runs statements without parameters, as one text.
    void run_script(const std::string& sql);

    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override;
    /// Sends the statement, in a transaction that has begun; its result is received with that of the next one.
    std::int64_t run_later(std::string_view sql, std::span<const Parameter> parameters,
                           std::function<void(const Row&)> on_row) override;
    void finish_later() override;

    /// A statement that reads, for somebody else.
    struct Question {
        std::string_view sql;
        const BoundValues& values;
        Result result{nullptr};        ///< when it has succeeded
        std::exception_ptr failure{};  ///< otherwise
    };
    /// Answers each of them as `run` would outside a transaction, in one round trip and on one snapshot; again for
    /// those that follow one that fails, unless that is unavailable: then they are as well. Throws Error::unavailable
    /// where there is no connection.
    void answer(std::span<Question* const> questions);

    /// How often the server was waited for.
    std::uint64_t round_trips() const { return round_trips_; }

private:
    using OnRow = std::function<void(const Row&)>;
    /// What was sent, and whose result was not received yet.
    struct Sent {
        enum class What { statement, preparation, end_of_preparation } what;
        std::string sql;
        std::string name{};  ///< of the prepared statement
        OnRow on_row{};      ///< of one that runs later
    };
    /// A statement that has succeeded.
    struct Received {
        std::string sql;
        OnRow on_row;
        Result result;
    };
    /// Of statements that were sent together.
    struct Outcome {
        std::vector<Received> received{};     ///< those before the first that failed, in order
        std::optional<std::string> failed{};  ///< which one that is
        Result failure{nullptr};              ///< its result
    };

    void connect();
    void reconnect();
    void close();
    void run_alone(const std::string& sql);

    Outcome run_first_or_next(std::span<const std::string_view> texts, const BoundValues& values);
    Outcome run_together(std::span<const std::string_view> texts, const BoundValues& values);
    Outcome run_together(std::initializer_list<std::string_view> texts);
    void require_values(std::string_view sql, const BoundValues& values);
    void send(std::string_view sql, const BoundValues& values, OnRow on_row = {});
    Outcome receive_sent();
    void forget_sent();
    bool was_answered(const Outcome& outcome) const;
    void require_success(const Outcome& outcome);
    void require_no_failed_read() const;
    static void read_later_rows(const Outcome& outcome);
    void end_read();
    bool take_back_part();
    bool reads() const { return access_ == Access::read || access_ == Access::inspect; }
    bool keeps_transaction_open() const { return has_begun_ && reads(); }

    const std::string address_;
    Access access_;
    std::optional<int> expected_schema_;
    Session handle_;
    PreparedStatements statements_;
    Pipeline pipeline_;

    bool has_begun_ = false;            ///< since `begin`
    bool is_sent_ = false;              ///< a statement of the transaction was
    bool has_failed_ = false;           ///< a statement of the read has
    bool has_failed_to_begin_ = false;  ///< the lock of the one that writes was not acquired
    bool has_refused_commit_ = false;
    std::vector<std::string_view> ahead_;  ///< what is sent before the next statement
    std::vector<Sent> sent_;
    std::uint64_t round_trips_ = 0;
};

}  // namespace rollcall::database::postgres
