/** The only place that knows the Deep Java Library (DJL), which runs ONNX Runtime and PyTorch. */
@NullMarked
package org.reeflens.inference.djl;

import org.jspecify.annotations.NullMarked;
