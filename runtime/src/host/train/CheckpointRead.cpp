//===- CheckpointRead.cpp - a training from a file ------------------------===//

#include "Checkpoint.h"
#include "CheckpointSum.h"

#include "runtime/src/files/MappedFile.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace netrt {

namespace {

/// The arrays of a file by key; what was asked for and is not there, or not as
/// it should be, is remembered.
class CheckpointReader {
public:
  explicit CheckpointReader(const std::vector<StoredArray> &stored) {
    for (const StoredArray &array : stored)
      byKey[array.key] = &array;
  }

  const StoredArray *find(const std::string &key) {
    auto found = byKey.find(key);
    if (found != byKey.end())
      return found->second;
    reject(key);
    return nullptr;
  }
  void reject(const std::string &key) {
    if (bad.empty())
      bad = key;
  }
  const std::string &firstBad() const { return bad; }

  void operator()(const char *name, int64_t &value) {
    readOne(name, NETRT_INTEGER64, value);
  }
  void operator()(const char *name, double &value) {
    readOne(name, NETRT_REAL64, value);
  }
  void operator()(const char *name, std::vector<int64_t> &list) {
    readList(name, NETRT_INTEGER64, list);
  }
  void operator()(const char *name, std::vector<double> &list) {
    readList(name, NETRT_REAL64, list);
  }

private:
  const StoredArray *number(const char *name, netrt_element element,
                            size_t rank) {
    std::string key = std::string("loop:") + name;
    const StoredArray *array = find(key);
    if (array && array->element == element && array->shape.size() == rank)
      return array;
    reject(key);
    return nullptr;
  }
  template <typename T>
  void readOne(const char *name, netrt_element element, T &value) {
    if (const StoredArray *array = number(name, element, 0))
      std::memcpy(&value, array->bytes.data(), sizeof(T));
  }
  template <typename T>
  void readList(const char *name, netrt_element element, std::vector<T> &list) {
    const StoredArray *array = number(name, element, 1);
    list.resize(array ? array->bytes.size() / sizeof(T) : 0);
    if (!list.empty())
      std::memcpy(list.data(), array->bytes.data(), array->bytes.size());
  }

  std::map<std::string, const StoredArray *> byKey;
  std::string bad;
};

} // namespace

static netrt_status fail(std::string &error, netrt_status status,
                         const std::string &text) {
  error = text;
  return status;
}

static bool hasGoodSum(std::span<const char> file,
                       const std::vector<StoredArray> &stored) {
  const size_t size = sizeof(uint64_t);
  if (stored.empty() || stored.back().key != checksumKey ||
      stored.back().bytes.size() != size ||
      stored.back().bytes.data() + size != file.data() + file.size())
    return false;
  char sum[size];
  Checksum checksum;
  checksum.add(file.first(file.size() - size));
  checksum.store(sum);
  return std::memcmp(sum, stored.back().bytes.data(), size) == 0;
}

/// What can be done where a line differs.
static std::string adviceFor(const std::string &line) {
  if (line.starts_with("schedule: "))
    return "; a schedule that depends on the number of batches or the time "
           "goal fixes them: with a constant one from the beginning a training "
           "can go on for longer, or another begins with these arrays";
  if (line.starts_with("compiled step: "))
    return "; the net, its losses or what was compiled in with them differ";
  return "";
}

/// The first line that differs tells what is another.
static netrt_status compareSettings(const std::string &written,
                                    const Fingerprint &settings,
                                    std::string &error) {
  if (!written.starts_with(settings.front() + "\n"))
    return fail(error, NETRT_OTHER_TRAINING,
                "the checkpoint was written by another version of libnetrt, "
                "which did not note all that decides a training");
  size_t begin = 0;
  for (const std::string &line : settings) {
    size_t end = std::min(written.find('\n', begin), written.size());
    std::string other = written.substr(begin, end - begin);
    if (other != line)
      return fail(error, NETRT_OTHER_TRAINING,
                  "the checkpoint was written with \"" + other +
                      "\", this training has \"" + line + "\"" +
                      adviceFor(line));
    begin = std::min(end + 1, written.size());
  }
  if (begin < written.size())
    return fail(error, NETRT_OTHER_TRAINING,
                "the checkpoint was written with \"" +
                    written.substr(begin, written.find('\n', begin) - begin) +
                    "\", this training is without");
  return NETRT_OK;
}

static void readSnapshot(CheckpointReader &reader, const std::string &prefix,
                         Snapshot &snapshot) {
  std::vector<StoredArray> wanted = snapshot.stored(prefix);
  for (size_t i = 0; i < wanted.size(); ++i) {
    const StoredArray *array = reader.find(wanted[i].key);
    if (array && !snapshot.assign(i, *array))
      reader.reject(wanted[i].key);
  }
}

/// Numbers that no training comes to would lead out of the data.
static bool isPlausible(const CheckpointContents &contents) {
  const Counters &c = contents.counters;
  const int64_t counts[] = {c.batchInRound,  c.batches,        c.rounds,
                            c.validations,   c.examples,       c.bestRound,
                            c.sums.examples, c.sums.decisions, c.sums.wrong};
  bool positive = std::all_of(std::begin(counts), std::end(counts),
                              [](int64_t count) { return count >= 0; });
  return positive && c.rounds < INT64_MAX && c.round == c.rounds + 1 &&
         c.validations <= c.rounds && c.bestRound <= c.rounds &&
         c.batchInRound <= c.batches && c.sums.examples <= c.examples &&
         c.seconds >= 0 && contents.history.fits(c);
}

static netrt_status readContents(std::span<const char> file,
                                 CheckpointContents &contents,
                                 std::string &error) {
  std::vector<StoredArray> stored;
  if (!parseSafetensors(file, stored, error))
    return NETRT_BAD_FILE;
  CheckpointReader reader(stored);
  const StoredArray *settings = reader.find("settings");
  if (!settings || !reader.find(checksumKey))
    return fail(error, NETRT_BAD_FILE, "not a checkpoint of a training");
  if (!hasGoodSum(file, stored))
    return fail(error, NETRT_BAD_FILE, "the file is damaged (checksum)");
  std::string written(settings->bytes.begin(), settings->bytes.end());
  if (netrt_status status = compareSettings(written, contents.settings, error))
    return status;
  size_t parts = contents.counters.sums.parts.size();
  size_t measured = contents.counters.measured.size();
  visitProgress(contents.counters, contents.history,
                [&](const char *name, auto &value) { reader(name, value); });
  readSnapshot(reader, "array:", contents.arrays);
  if (contents.counters.bestRound > 0)
    readSnapshot(reader, "best:", contents.best);
  if (!reader.firstBad().empty())
    return fail(error, NETRT_BAD_FILE,
                "\"" + reader.firstBad() + "\" is missing or not as expected");
  if (contents.counters.sums.parts.size() != parts ||
      contents.counters.measured.size() != measured || !isPlausible(contents))
    return fail(error, NETRT_BAD_FILE, "its numbers contradict one another");
  return NETRT_OK;
}

netrt_status readCheckpoint(const std::string &path,
                            CheckpointContents &contents, std::string &error) {
  std::shared_ptr<MappedFile> file = MappedFile::open(path, error);
  netrt_status status = NETRT_FILE_NOT_FOUND;
  if (file)
    status = readContents(file->bytes(), contents, error);
  if (status != NETRT_OK)
    error = path + ": " + error;
  return status;
}

} // namespace netrt
