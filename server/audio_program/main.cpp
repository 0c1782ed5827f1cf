// Reads audio from standard input, which is a file, and prints its type, its length and its waveform
// (connectors/recording_copies/audio_program.hpp). Decoders are a usual target of attacks, so they run in this process
// of their own, with hard limits.
#include <sndfile.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/recording_copies/audio_program.hpp"
#include "core/confinement.hpp"

namespace {

using rollcall::connectors::AudioExit;

constexpr int frames_at_once = 4096;

// Without exit handlers, which have nothing to do.
[[noreturn]] void end(AudioExit exit) {
    std::fflush(stdout);
    _exit(static_cast<int>(exit));
}

[[noreturn]] void refuse(AudioExit why, const char* sentence) {
    std::fprintf(stderr, "%s\n", sentence);
    end(why);
}

[[noreturn]] void refuse_as_no_audio() { refuse(AudioExit::no_audio, "This is no audio in WAV, MP3, FLAC or Ogg."); }

// Standard input for the library, whose own functions ask for the size of a file by a call that the confinement
// refuses.
sf_count_t seek_input(sf_count_t offset, int whence, void*) { return lseek(STDIN_FILENO, offset, whence); }
sf_count_t tell_input(void*) { return lseek(STDIN_FILENO, 0, SEEK_CUR); }
sf_count_t size_of_input(void*) {
    const auto position = lseek(STDIN_FILENO, 0, SEEK_CUR);
    const auto size = lseek(STDIN_FILENO, 0, SEEK_END);
    lseek(STDIN_FILENO, position, SEEK_SET);
    return size;
}
sf_count_t read_input(void* to, sf_count_t size, void*) {
    sf_count_t count = 0;
    while (count < size) {
        const auto bytes = read(STDIN_FILENO, static_cast<char*>(to) + count, static_cast<std::size_t>(size - count));
        if (bytes <= 0) break;
        count += bytes;
    }
    return count;
}
sf_count_t write_nothing(const void*, sf_count_t, void*) { return 0; }

SF_VIRTUAL_IO standard_input{size_of_input, seek_input, read_input, write_nothing, tell_input};

// Checked first, since the library reads more types than these.
bool has_audio_signature() {
    char bytes[4] = {};
    if (pread(STDIN_FILENO, bytes, sizeof bytes, 0) != sizeof bytes) return false;
    const std::string_view begin(bytes, sizeof bytes);
    const bool is_mpeg_frame = begin[0] == '\xff' && (begin[1] & '\xe0') == '\xe0';
    return begin == "RIFF" || begin == "RF64" || begin == "fLaC" || begin == "OggS" || begin.starts_with("ID3") ||
           is_mpeg_frame;
}

const char* content_type_of(const SF_INFO& info) {
    switch (info.format & SF_FORMAT_TYPEMASK) {
        case SF_FORMAT_WAV:
        case SF_FORMAT_WAVEX:
        case SF_FORMAT_RF64:
            return "audio/wav";
        case SF_FORMAT_MPEG:
            return "audio/mpeg";
        case SF_FORMAT_FLAC:
            return "audio/flac";
        case SF_FORMAT_OGG:
            return "audio/ogg";
        default:
            refuse_as_no_audio();
    }
}

/// The waveform of one channel of any length: the loudest sample of each block of frames. When there are many blocks,
/// each two become one, so that memory is limited and the length need not be known.
class Waveform {
public:
    void add(float sample) {
        loudest_ = std::max(loudest_, std::isfinite(sample) ? std::min(std::abs(sample), 1.0F) : 0.0F);
        if (++frames_ < frames_per_block_) return;
        end_block();
        if (blocks_.size() == most_blocks) halve();
    }

    /// The waveform in that many parts.
    std::vector<float> parts(std::size_t count) {
        if (frames_ > 0) end_block();
        std::vector<float> parts;
        for (std::size_t part = 0; part < count; ++part) {
            const auto first = part * blocks_.size() / count;
            const auto last = std::max((part + 1) * blocks_.size() / count, first + 1);
            parts.push_back(*std::max_element(blocks_.begin() + static_cast<std::ptrdiff_t>(first),
                                              blocks_.begin() + static_cast<std::ptrdiff_t>(last)));
        }
        return parts;
    }

private:
    static constexpr std::size_t most_blocks = 32 * 1024;

    void end_block() {
        blocks_.push_back(loudest_);
        loudest_ = 0;
        frames_ = 0;
    }

    void halve() {
        for (std::size_t index = 0; index < blocks_.size() / 2; ++index) {
            blocks_[index] = std::max(blocks_[2 * index], blocks_[2 * index + 1]);
        }
        blocks_.resize(blocks_.size() / 2);
        frames_per_block_ *= 2;
    }

    std::vector<float> blocks_;
    std::uint64_t frames_per_block_ = 1;
    std::uint64_t frames_ = 0;  // of the unfinished block
    float loudest_ = 0;
};

struct Audio {
    std::uint64_t frames = 0;
    std::vector<Waveform> channels;
};

Audio read_all(SNDFILE* file, int channels) {
    const bool is_mixed = channels > rollcall::connectors::most_shown_channels;
    Audio audio;
    audio.channels.resize(is_mixed ? 1 : static_cast<std::size_t>(channels));
    std::vector<float> samples(static_cast<std::size_t>(frames_at_once * channels));
    for (;;) {
        const auto frames = sf_readf_float(file, samples.data(), frames_at_once);
        if (frames <= 0) return audio;
        audio.frames += static_cast<std::uint64_t>(frames);
        for (const auto* sample = samples.data(); sample < samples.data() + frames * channels; sample += channels) {
            if (is_mixed) {
                float sum = 0;
                for (int channel = 0; channel < channels; ++channel) sum += sample[channel];
                audio.channels[0].add(sum / static_cast<float>(channels));
            } else {
                for (int channel = 0; channel < channels; ++channel) {
                    audio.channels[static_cast<std::size_t>(channel)].add(sample[channel]);
                }
            }
        }
    }
}

void print(const char* content_type, int rate, Audio& audio) {
    const auto duration = audio.frames * 1000 / static_cast<std::uint64_t>(rate);
    std::printf("{\"content_type\":\"%s\",\"duration\":%llu,\"channels\":%zu,\"peaks\":[", content_type,
                static_cast<unsigned long long>(duration), audio.channels.size());
    for (std::size_t channel = 0; channel < audio.channels.size(); ++channel) {
        std::printf(channel == 0 ? "[" : ",[");
        const char* between = "";
        for (const auto peak : audio.channels[channel].parts(rollcall::connectors::peaks_per_channel)) {
            std::printf("%s%.3f", between, static_cast<double>(peak));
            between = ",";
        }
        std::printf("]");
    }
    std::printf("]}\n");
}

}  // namespace

int main() {
    rollcall::limit_resources({.memory = 1UL << 30, .seconds = 120});
    rollcall::confine_or_exit();
    if (!has_audio_signature()) refuse_as_no_audio();
    SF_INFO info{};
    auto* file = sf_open_virtual(&standard_input, SFM_READ, &info, nullptr);
    if (!file || info.samplerate <= 0) refuse_as_no_audio();
    if (info.channels < 1 || info.channels > rollcall::connectors::most_channels) refuse_as_no_audio();
    const auto* content_type = content_type_of(info);
    auto audio = read_all(file, info.channels);
    if (audio.frames == 0) refuse(AudioExit::no_samples, "There is nothing to hear in this.");
    print(content_type, info.samplerate, audio);
    end(AudioExit::done);
}
