#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "identity/passwords/fair_queue.hpp"

namespace rollcall::identity {

/// How much work one hash costs.
enum class HashStrength {
    interactive,  ///< libsodium's: Argon2id with 64 MiB and 2 passes
    minimal,      ///< the least that libsodium allows: for unit tests only
};

/// For whom a hash is computed.
struct HashRequester {
    std::string name;  ///< of a stranger the network (core/network.hpp), otherwise an id
    /// Signed in, in a device that is known, or with a link of an email.
    bool is_known = true;
};

/// In which form a password matches its hash.
enum class PasswordForm {
    composed,  ///< in Unicode's NFC, as all are hashed
    as_typed,  ///< as earlier versions hashed them: that of "é" depends on the keyboard
};

/// Hashes passwords with Argon2id (libsodium's crypto_pwhash_str, which stores the parameters with the hash).
///
/// Hashing costs memory and time, so it is done by few threads of low priority of its own, half as many as there are
/// processors: a storm of sign-ins waits here, while other requests go on. Callers block. Requesters take turns, and
/// those who are known alternate with strangers, so that guesses from one network delay nobody else by more than a few
/// hashes. When too many wait, one is refused with Error::overloaded: of the requester with the most.
class PasswordHasher {
public:
    explicit PasswordHasher(HashStrength strength = HashStrength::interactive);
    ~PasswordHasher();
    PasswordHasher(const PasswordHasher&) = delete;
    PasswordHasher& operator=(const PasswordHasher&) = delete;

    /// The hash of the composed password.
    std::string hash(std::string_view password, const HashRequester& requester = {});

    /// The form in which the password matches; nothing where it does not. It computes a second hash where composing
    /// changes the password and the first one does not match. Without a hash it does the same work and answers nothing,
    /// so that the time it takes does not tell whether somebody has a password.
    std::optional<PasswordForm> verify(const std::optional<std::string>& hash, std::string_view password,
                                       const HashRequester& requester = {});

    /// The hash to keep of a password that matches `hash`: a new one where that was made with other parameters than
    /// today's, or of another form than today's; otherwise `hash` itself.
    std::string renew_hash(const std::string& hash, PasswordForm form, std::string_view password,
                           const HashRequester& requester = {});

    /// What was computed since the start, and what waits.
    struct Work {
        std::uint64_t hashes;
        std::chrono::nanoseconds time;  ///< in which they were computed, without the time that they waited
        std::size_t waiting;            ///< requests for a hash
    };
    Work work() const;

private:
    /// Runs `hash()`, and counts it with its time.
    template <class Hash>
    int measure(Hash hash);
    std::string compute(const std::string& composed);
    bool matches(const std::string& hash, std::string_view password);
    void run(const std::function<void()>& work, const HashRequester& requester);
    void serve();
    QueuedTask take_task();

    const std::uint64_t operations_;
    const std::size_t memory_;
    std::string no_hash_;
    std::atomic<std::uint64_t> count_ = 0;
    std::atomic<std::chrono::nanoseconds::rep> nanoseconds_ = 0;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    FairQueue known_;
    FairQueue strangers_;
    bool is_turn_of_strangers_ = false;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace rollcall::identity
