// Numbers of modules that do not depend on the folder, so that what is built is the same anywhere.
module.exports = { optimization: { moduleIds: 'natural', chunkIds: 'natural' } };
